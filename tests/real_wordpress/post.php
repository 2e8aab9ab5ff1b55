<?php
// How a row of early.php, letters.php or oddities.php becomes a post of a WordPress.

// A warning of these files is an error; those of WordPress are its own.
set_error_handler(
	fn( $level, $message, $file, $line ) => str_starts_with( $file, __DIR__ )
		? throw new ErrorException( $message, 0, $level, $file, $line )
		: false
);

/** The rows of a file beside this one. */
function rows( string $name ): array {
	return require __DIR__ . "/$name.php";
}

/** Paragraphs as the block editor writes them. */
function paragraphs( string ...$texts ): string {
	return implode( "\n\n", array_map( fn( $text ) => "<!-- wp:paragraph -->\n<p>$text</p>\n<!-- /wp:paragraph -->", $texts ) );
}

/** A row of letters.php in the form of oddities.php, made of blocks or of plain paragraphs. */
function letter( array $row, bool $blocks ): array {
	list( $day, $author, $cats, $tags, $title, $first, $second ) = $row;
	// Stands between the paragraphs of each ordinary letter.
	$middle  = '<strong>Tell us:</strong> what worked for you? Write to <a href="mailto:letter@letter.example">the letter</a>.';
	$content = $blocks ? paragraphs( $first, $middle, $second ) : "$first\n\n$middle\n\n$second";
	return compact( 'author', 'cats', 'tags', 'title', 'content' ) + array( 'date' => "$day 09:00:00" );
}

/** What stands at the end of almost each letter. */
function closing( bool $blocks ): string {
	$about = home_url( '/about/' );
	$text  = "Was this of use? <a href=\"$about\">Sign up for The Real Letter</a> and get a tip each Tuesday.";
	if ( ! $blocks ) {
		return "\n\n$text";
	}
	return "\n\n<!-- wp:paragraph {\"className\":\"sign-up\"} -->\n<p class=\"sign-up\">$text</p>\n<!-- /wp:paragraph -->";
}

/** A drawn picture among the uploads, in all the sizes of the theme: its number and its addresses. */
function picture( string $name, int $width, int $height ): array {
	$canvas = imagecreatetruecolor( $width, $height );
	for ( $y = 0; $y < $height; $y += 10 ) {
		$colour = imagecolorallocate( $canvas, $width % 256, intdiv( 255 * $y, $height ), 120 );
		imagefilledrectangle( $canvas, 0, $y, $width, $y + 9, $colour );
	}
	$file = wp_upload_dir( '2022/01' )['path'] . "/$name";
	str_ends_with( $name, '.png' ) ? imagepng( $canvas, $file ) : imagejpeg( $canvas, $file );
	$type = wp_check_filetype( $file )['type'];
	$id   = wp_insert_attachment(
		array( 'post_title' => $name, 'post_mime_type' => $type, 'post_date' => '2022-01-03 09:00:00' ),
		$file
	);
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $file ) );
	$found = array( 'id' => $id, 'url' => wp_get_attachment_url( $id ) );
	foreach ( array( 'thumbnail', 'medium', 'large' ) as $size ) {
		$found[ $size ] = wp_get_attachment_image_url( $id, $size );
	}
	return $found;
}

/** The text of a row; a file of bodies/ names uploads as {name.size}. */
function text_of( array $post, array $pictures ): string {
	$text = $post['content'] ?? file_get_contents( __DIR__ . "/bodies/{$post['body']}.html" );
	foreach ( $pictures as $name => $sizes ) {
		foreach ( $sizes as $size => $value ) {
			$text = str_replace( '{' . "$name.$size" . '}', $value, $text );
		}
	}
	$text = trim( $text );
	return $text . ( $post['closing'] ?? true ? closing( str_contains( $text, '<!-- wp:' ) ) : '' );
}

/** Write a row into the database as WordPress's editor does; the times are those of the row. */
function publish( array $post, array $authors, array $pictures ): void {
	global $wpdb;
	$id = wp_insert_post(
		wp_slash(
			array(
				'post_title'    => $post['title'],
				'post_name'     => $post['slug'] ?? '',
				'post_content'  => text_of( $post, $pictures ),
				'post_excerpt'  => $post['excerpt'] ?? '',
				'post_date'     => $post['date'],
				'post_status'   => $post['status'] ?? 'publish',
				'post_password' => $post['password'] ?? '',
				'post_author'   => $authors[ $post['author'] ?? 'ruth' ],
				'post_category' => array_map( 'wp_create_category', array_filter( explode( ',', $post['cats'] ?? '' ) ) ),
				'tags_input'    => $post['tags'] ?? '',
				'comment_status' => 'open',
			)
		),
		true
	);
	if ( is_wp_error( $id ) ) {
		fwrite( STDERR, "{$post['title']}: {$id->get_error_message()}\n" );
		exit( 1 );
	}
	if ( isset( $post['new_slug'] ) ) {
		wp_update_post( array( 'ID' => $id, 'post_name' => $post['new_slug'] ) );
	}
	if ( isset( $post['format'] ) ) {
		set_post_format( $id, $post['format'] );
	}
	if ( isset( $post['thumbnail'] ) ) {
		set_post_thumbnail( $id, $pictures[ $post['thumbnail'] ]['id'] );
	}
	if ( $post['sticky'] ?? false ) {
		stick_post( $id );
	}
	answer( $id, $post['comments'] ?? array() );
	$modified = $post['modified'] ?? $post['date'];
	$times    = array( 'post_modified' => $modified, 'post_modified_gmt' => get_gmt_from_date( $modified ) );
	// A post that began as an editor's draft keeps that address as its identifier.
	$wpdb->update( $wpdb->posts, $times + array( 'guid' => home_url( "/?p=$id" ) ), array( 'ID' => $id ) );
}

/** Write comments, each an answer to the one before. */
function answer( int $post, array $texts ): void {
	$parent = 0;
	foreach ( $texts as $n => $text ) {
		$parent = wp_insert_comment(
			array(
				'comment_post_ID'      => $post,
				'comment_author'       => "Reader $n",
				'comment_author_email' => "reader$n@letter.example",
				'comment_content'      => $text,
				'comment_parent'       => $parent,
				'comment_date'         => "2023-11-22 1$n:00:00",
				'comment_approved'     => 1,
			)
		);
	}
}
