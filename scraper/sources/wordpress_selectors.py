"""Where themes put the parts of a post: CSS selectors, tried in order. A new theme is a new line.

The class names are of the hentry microformat (hAtom 0.1), of the themes that WordPress ships (Kubrick to Twenty
Twenty-Five), and of the blocks of its full-site editing.
"""

# What is on a page beside its posts. A post's own footer holds its tags, and an aside in its text belongs to the text.
FURNITURE = (
    ".widget",
    ".widget-area",
    "#secondary",
    "#sidebar",
    ".sidebar",
    "#comments",
    ".comments-area",
    ".comment-respond",
    ".wp-block-comments",
    ".wp-block-post-comments",
    ".commentlist",
    "article.comment",
    "li.comment",
    "nav:not(.page-links)",  # some themes mark the further pages of one post as navigation
    ".related-posts",
    "aside:not(article *):not(.hentry *):not(.wp-block-post-content *)",
    "footer:not(article *):not(.hentry *)",
    ".wp-block-latest-posts",
)
# On the page of one post, a query loop lists other posts.
FURNITURE_OF_SINGLES = (".wp-block-query", ".wp-block-latest-posts")
SINGLE = "body.single, body.single-post"

ENTRY = (
    "li.wp-block-post",
    "article.hentry",
    "article.post",
    ".hentry",
    ".type-post",
    "div.post",
    "article",
    "[itemtype$='/BlogPosting']",
)
# Where nothing marks the post of a single page, it is what surrounds the text.
ENTRY_OF_SINGLES = ("main", "#main", "#content", "body")

TITLE = (
    ".entry-title",
    ".wp-block-post-title",
    ".post-title",
    "[itemprop~=headline]",
    "header h1",
    "header h2",
    "h1",
    "h2",
    "h3",
)
LINK = (
    ".entry-title a[href]",
    ".wp-block-post-title a[href]",
    ".post-title a[href]",
    "h1 a[rel~=bookmark], h2 a[rel~=bookmark], h3 a[rel~=bookmark]",
    "a[rel~=bookmark]",
    "h1 a[href], h2 a[href], h3 a[href]",
    ".wp-block-post-date a[href]",
    "a.more-link",
    "a[href]:has(> time)",
    ".entry-footer > p > a[href]",  # of a post without a title
)
BODY = (
    ".wp-block-post-content",
    ".entry-content",
    ".post-content",
    ".post-entry",
    ".post-body",
    ".storycontent",
    "[itemprop~=articleBody]",
    ".entry",
)
EXCERPT = (".wp-block-post-excerpt", ".entry-summary", ".post-excerpt", ".excerpt")
# (selector, attribute that holds the date, or "" for the text). The day a post was changed is no date of a post; a post
# that was never changed carries both classes on one element.
DATE = (
    ("time.published[datetime]", "datetime"),
    ("time.entry-date[datetime]:not(.updated)", "datetime"),
    (".wp-block-post-date:not(.wp-block-post-date__modified-date) time[datetime]", "datetime"),
    ("abbr.published[title]", "title"),
    ("[itemprop~=datePublished][datetime]", "datetime"),
    ("[itemprop~=datePublished][content]", "content"),
    ("time[datetime]:not(.updated):not(.modified):not(.wp-block-post-date__modified-date *)", "datetime"),
    (".published", ""),
    (".entry-date:not(.updated)", ""),
    (".post-date", ""),
)
AUTHOR = (
    ".wp-block-post-author-name",
    ".wp-block-post-author__name",
    ".author .fn",
    ".author.vcard",
    "a[rel~=author]",
    ".byline .author",
    ".entry-author",
    ".post-author",
    "[itemprop~=author] [itemprop~=name]",
)
CATEGORY = ("a[rel~=category]", ".cat-links a", ".taxonomy-category a")
TAG = (
    ".taxonomy-post_tag a",
    ".tags-links a",
    ".tag-links a",
    "a[rel~=tag]:not([rel~=category]):not([class*='taxonomy-'] a):not(.cat-links a)",
)
MORE = ("a.more-link", ".wp-block-post-excerpt__more-text", "a.wp-block-post-excerpt__more-link", ".read-more")
PASSWORD = "form.post-password-form"  # noqa: S105 -- a selector
PAGES = ".page-links, .wp-block-post-content > .post-nav-links, .page-link"
# What themes print within or around a text that is no part of it.
NOT_BODY = (
    PAGES,
    ".edit-link",
    ".post-edit-link",
    ".entry-meta",
    ".post-meta",
    ".postmetadata",
    ".posted-in",
    ".cat-links",
    ".tags-links",
    ".tag-links",
    ".wp-block-post-terms",
    ".entry-footer",
    ".post-navigation",
    ".nav-links",
    ".wp-block-post-date",
    ".wp-block-post-author-name",
    "time.entry-date",
)
HEADING = (".wp-block-query-title", "h1.page-title", ".page-title", "h1.archive-title", ".archive-title")
