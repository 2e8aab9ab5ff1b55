"""What a reader does not see, or what is no part of the text: hidden nodes, share buttons, related posts, forms."""

from bs4 import Tag

from scraper.html.losses import Losses, words

# What themes and plugins add around a text, by class or id; to know another one, add a line.
_FURNITURE = frozenset(
    (
        ".screen-reader-text",
        ".visually-hidden",
        ".sr-only",
        "#jp-post-flair",  # Jetpack: the wrapper of the three below
        ".sharedaddy",
        ".jp-relatedposts",
        ".jetpack-likes-widget-wrapper",
        ".wp-block-jetpack-sharing-buttons",
        ".wp-block-jetpack-related-posts",
        ".wp-block-jetpack-subscriptions",
        ".jetpack_subscription_widget",
        ".wp-block-social-links",
        ".yarpp",
        ".yarpp-related",
        ".addtoany_share_save_container",
        ".addtoany_content",
        ".a2a_kit",
        ".heateor_sss_sharing_container",
        ".essb_links",
        ".mashsb-container",
        ".shareaholic-canvas",
        ".simplesocialbuttons",
        ".ssba",
        ".ssbp-wrap",
        ".social-share",
        ".share-buttons",
        ".post-share",
        ".related-posts",
        ".rp4wp-related-posts",
        ".crp_related",
        ".wp_rp_wrap",
        ".zem_rp_wrap",
    )
)
_CONTROLS = ("form", "button", "input", "select", "textarea")


def prune(body: Tag, losses: Losses) -> None:
    """Take out of the tree what is not text to be read, and note those parts that held words."""
    for element in body.find_all(True):
        if gone(element):
            continue
        if name := _furniture(element):
            _drop(element, f"block dropped ({name})", losses)
        elif _hidden(element):
            _drop(element, "hidden text dropped", losses)
    for name in _CONTROLS:
        for element in body.find_all(name):
            if not gone(element):
                label = _label(element)
                element.decompose()
                if label or name == "form":
                    losses.note(f"{name} dropped", label)


def gone(element: Tag) -> bool:
    """Whether an element was decomposed, and has lost its name.

    The library's own property of that meaning looks through all of an element for a tag called like it.
    """
    return not element.name


def _furniture(element: Tag) -> str:
    """Return the entry of the table that the element is, or nothing."""
    names = [f".{name}" for name in element.get("class") or ()]
    if address := element.get("id"):
        names.append(f"#{address}")
    return next((name for name in names if name in _FURNITURE), "")


def _hidden(element: Tag) -> bool:
    if element.has_attr("hidden"):
        return True
    if "display:none" in str(element.get("style", "")).replace(" ", "").lower():
        return True
    # What is hidden from screen readers alone is seen on the page: only what has nothing to tell is an ornament.
    ornament = element.get("aria-hidden") == "true"
    return ornament and not words(element.get_text()) and not element.find(["img", "iframe", "video", "audio"])


def _label(element: Tag) -> str:
    said = [element.get_text(" ")]
    for control in [element, *element.find_all("input")]:
        if control.get("type") != "hidden":
            said += [str(control.get("placeholder", "")), str(control.get("value", ""))]
    return words(" ".join(said))


def _drop(element: Tag, what: str, losses: Losses) -> None:
    if gone(element):
        return
    said = words(element.get_text(" "))
    element.decompose()
    if said:
        losses.note(what, said)
