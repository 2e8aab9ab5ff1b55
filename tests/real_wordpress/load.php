<?php
// Load authors, pictures and posts into a WordPress, the same each time. Usage: php load.php FOLDER-OF-WORDPRESS
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
require __DIR__ . '/post.php';
wp_set_current_user( 1 );  // who may write iframes

$greetings = get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) );
foreach ( $greetings as $post ) {
	wp_delete_post( $post->ID, true );  // what WordPress greets its owner with
}
wp_insert_post(
	array(
		'post_type'    => 'page',
		'post_status'  => 'publish',
		'post_title'   => 'About',
		'post_content' => 'A page is no post.',
		'post_date'    => '2022-01-01 09:00:00',
	)
);

$names   = array( 'ruth' => 'Ruth Calloway', 'piet' => 'Piet O’Singa', 'mina' => 'Mina Harrow', 'olena' => 'Олена Коваль' );
$authors = array();
foreach ( $names as $login => $name ) {
	$authors[ $login ] = wp_insert_user(
		array(
			'user_login'   => $login,
			'user_pass'    => wp_generate_password(),
			'user_email'   => "$login@letter.example",
			'display_name' => $name,
			'role'         => 'author',
		)
	);
}

$pictures = array(
	'desk' => picture( 'desk.jpg', 900, 600 ),
	'bell' => picture( 'bell.png', 600, 400 ),
	'wall' => picture( 'wall.jpg', 2880, 1800 ),  // so large that WordPress shows a smaller copy, wall-scaled.jpg
);

foreach ( array_merge( rows( 'early' ), rows( 'letters' ) ) as $n => $row ) {
	publish( letter( $row, (bool) ( $n % 2 ) ), $authors, $pictures );
}
foreach ( rows( 'oddities' ) as $post ) {
	publish( $post, $authors, $pictures );
}

// A list of the newest posts with their first words on every page of a classic theme, as many sites have it.
$widgets = get_option( 'widget_block' );
$shown   = array( 'postsToShow' => 3, 'displayPostContent' => true, 'excerptLength' => 20, 'displayPostDate' => true );

$widgets[3]['content'] = '<!-- wp:latest-posts ' . wp_json_encode( $shown ) . ' /-->';
update_option( 'widget_block', $widgets );
