<?php
// The posts that a scraper stumbles over, one of a kind. Each ends with the letter's closing block unless `closing` is
// false; `body` names a file of bodies/.
$long = 'Before you pick up the phone, think of';
foreach ( array( 'the caller', 'the clock', 'the colour of the day', 'the last call', 'the next one', 'your chair', 'the window', 'a glass of water' ) as $thing ) {
	$long .= " $thing, and of what $thing would say if it could";
}
$long = str_pad( rtrim( mb_substr( $long, 0, 399 ), ' ,' ), 400, '.' );

return array(
	// Posts of several pages, and posts that are cut on listings.
	array(
		'date'    => '2023-05-16 09:00:00', 'title' => 'A Guide in Three Pages', 'cats' => 'Phone,Teams', 'tags' => 'guide',
		'content' => "The first page speaks of listening.\n<!--nextpage-->\nThe second page speaks of answering.\n<!--nextpage-->\nThe third page speaks of thanks.",
	),
	array(
		'date'    => '2023-05-23 09:00:00', 'title' => 'A Guide Made of Blocks', 'cats' => 'Writing', 'tags' => 'guide', 'author' => 'olena',
		'content' => paragraphs( 'Draft in the morning.' ) . "\n\n<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->\n\n" . paragraphs( 'Send in the afternoon.' ),
	),
	array(
		'date'    => '2023-06-13 09:00:00', 'title' => 'Cut Here', 'cats' => 'Writing', 'tags' => 'e-mail',
		'content' => "What stands above the fold is read.\n\n<!--more-->\n\nWhat stands below it is for those who care.",
	),
	array(
		'date'    => '2023-06-20 09:00:00', 'title' => 'Cut Between Blocks', 'cats' => 'Writing', 'tags' => 'e-mail',
		'content' => paragraphs( 'Say the whole of it in brief.' ) . "\n\n<!-- wp:more {\"customText\":\"Read on, there is a list\"} -->\n<!--more Read on, there is a list-->\n<!-- /wp:more -->\n\n" . paragraphs( 'Then say it at length.' ),
	),
	array(
		'date'    => '2022-02-01 09:00:00', 'title' => 'Start Here', 'cats' => 'Front Desk', 'tags' => 'greeting', 'sticky' => true,
		'content' => 'If you read one letter only, read this one: greet people as if you had waited for them.',
	),
	// Posts that are nobody's business.
	array( 'date' => '2023-07-11 09:00:00', 'title' => 'Kept Private', 'cats' => 'Teams', 'status' => 'private', 'content' => 'Unseen: heliotrope private.' ),
	array( 'date' => '2023-07-12 09:00:00', 'title' => 'Still a Draft', 'cats' => 'Teams', 'status' => 'draft', 'content' => 'Unseen: heliotrope draft.' ),
	array( 'date' => '2023-07-13 09:00:00', 'title' => 'Waiting for Review', 'cats' => 'Teams', 'status' => 'pending', 'content' => 'Unseen: heliotrope pending.' ),
	array( 'date' => '2023-07-14 09:00:00', 'title' => 'Thrown Away', 'cats' => 'Teams', 'status' => 'trash', 'content' => 'Unseen: heliotrope trash.' ),
	array( 'date' => '2099-01-06 09:00:00', 'title' => 'Not Yet', 'cats' => 'Teams', 'status' => 'future', 'content' => 'Unseen: heliotrope future.' ),
	array( 'date' => '2023-07-18 09:00:00', 'title' => 'Behind a Word', 'cats' => 'Teams', 'password' => 'open', 'content' => 'Unseen: heliotrope password.' ),
	// Titles.
	array( 'date' => '2022-04-05 09:00:00', 'title' => 'Spring Cleaning', 'cats' => 'Writing', 'tags' => 'e-mail', 'content' => 'Empty the inbox of what is older than a month.' ),
	array( 'date' => '2023-04-11 09:00:00', 'title' => 'Spring Cleaning', 'cats' => 'Writing', 'tags' => 'e-mail', 'content' => 'This year, empty the drawer below the phone.' ),
	array( 'date' => '2023-04-18 09:00:00', 'title' => 'Spring Cleaning', 'cats' => 'Front Desk', 'content' => 'One week later: the shelf behind the door.' ),
	array( 'date' => '2023-08-08 09:00:00', 'title' => '', 'cats' => 'Phone', 'content' => 'This letter has no title at all, and it goes on for a while so that there is something to take one from.' ),
	array( 'date' => '2023-08-15 09:00:00', 'title' => '2024', 'cats' => 'Teams', 'tags' => '2024', 'content' => 'What we want of the next year.' ),
	array( 'date' => '2023-08-22 09:00:00', 'title' => 'true', 'cats' => 'Writing', 'tags' => 'true', 'content' => 'One word can be a whole answer.' ),
	array( 'date' => '2023-08-29 09:00:00', 'title' => 'Say <em>Yes</em> &amp; <strong>Mean</strong> It', 'cats' => 'Phone', 'content' => 'A yes that means perhaps is a no.' ),
	array( 'date' => '2023-09-12 09:00:00', 'title' => 'Never Type &lt;b&gt; & "Quotes" -- It\'s a \\Trap', 'cats' => 'Writing,Odds & Ends', 'tags' => 'C++,R&D', 'content' => 'Plain words need no markup: 1 < 2 & 3 > 2, and C:\\new is a folder.' ),
	array( 'date' => '2023-09-19 09:00:00', 'title' => '📞 Ring Back 😀 Today', 'cats' => 'Phone', 'tags' => 'calls', 'content' => 'Who rings back today 📞 sleeps well tonight 😀, and a smiley :-) is one too.' ),
	array( 'date' => '2023-09-26 09:00:00', 'title' => 'Как отвечать на звонок', 'cats' => 'Phone', 'tags' => 'звонки', 'author' => 'olena', 'content' => 'Сначала назовите себя, потом слушайте.' ),
	array( 'date' => '2023-09-27 09:00:00', 'title' => '電話の前に', 'cats' => 'Phone', 'author' => 'olena', 'content' => '息をしてから、受話器を取る。' ),
	array( 'date' => '2023-10-10 09:00:00', 'title' => $long, 'cats' => 'Phone', 'content' => 'A title of four hundred characters is a letter of its own.' ),
	// Days.
	array( 'date' => '2022-12-31 23:30:00', 'title' => 'Half an Hour Before Midnight', 'cats' => 'Teams', 'content' => 'Close the year before it closes you.' ),
	array( 'date' => '2023-01-01 00:15:00', 'title' => 'A Quarter Past Midnight', 'cats' => 'Teams', 'content' => 'The first call of the year is yours to make.' ),
	array( 'date' => '2022-11-06 01:30:00', 'title' => 'The Hour That Comes Twice', 'cats' => 'Teams', 'content' => 'Clocks went back tonight; nobody gets the hour back.' ),
	// What stands in a text.
	array( 'date' => '2023-10-17 09:00:00', 'title' => 'Classic Furniture', 'cats' => 'Front Desk', 'tags' => 'pictures', 'thumbnail' => 'wall', 'body' => 'classic' ),
	array( 'date' => '2023-10-24 09:00:00', 'title' => 'Furniture of Blocks', 'cats' => 'Front Desk', 'tags' => 'pictures', 'author' => 'mina', 'body' => 'blocks' ),
	array( 'date' => '2023-10-31 09:00:00', 'title' => 'Windows in the Page', 'cats' => 'Front Desk', 'tags' => 'pictures', 'body' => 'windows' ),
	array( 'date' => '2023-11-14 09:00:00', 'title' => 'A Picture and No Word', 'cats' => 'Front Desk', 'tags' => 'pictures', 'closing' => false, 'body' => 'picture' ),
	array( 'date' => '2023-11-15 09:00:00', 'title' => 'Nothing to Say', 'cats' => 'Teams', 'closing' => false, 'content' => '' ),
	array( 'date' => '2023-11-16 09:00:00', 'title' => 'No Closing Words', 'closing' => false, 'content' => 'This letter simply stops.' ),
	array( 'date' => '2023-11-17 09:00:00', 'title' => 'By the Way', 'cats' => 'Front Desk', 'format' => 'aside', 'content' => 'An aside: keep a spare pen.' ),
	array( 'date' => '2023-11-18 09:00:00', 'title' => 'A Summary of Its Own', 'cats' => 'Teams', 'excerpt' => 'Somebody wrote this summary by hand.', 'content' => 'The text itself has other words than its summary.' ),
	array(
		'date'     => '2023-11-21 09:00:00', 'title' => 'Readers Answer', 'cats' => 'Phone', 'tags' => 'calls',
		'content'  => 'Tell us how you end a call.',
		'comments' => array( 'With a thank-you.', 'With their name.', 'By waiting until they hang up.' ),
	),
	array( 'date' => '2023-11-28 09:00:00', 'title' => 'A Better Name', 'cats' => 'Writing', 'tags' => 'e-mail', 'slug' => 'a-working-title', 'new_slug' => 'a-better-name', 'content' => 'This letter had another address once.' ),
	array( 'date' => '2023-12-05 09:00:00', 'title' => 'Look It Up', 'cats' => 'Teams', 'modified' => '2024-01-15 10:00:00', 'content' => 'This letter was mended a month after it was sent: see <a href="../../../11/28/a-working-title/">another</a>.' ),
);
