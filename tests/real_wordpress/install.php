<?php
// Install WordPress with the settings that a scraper has to cope with. Usage: php install.php FOLDER-OF-WORDPRESS
define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

// It would ask the site, which does not run yet, whether its addresses work, and write a letter to its owner.
add_filter( 'pre_http_request', fn() => new WP_Error( 'offline' ) );
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'The Real Letter', 'keeper', 'keeper@letter.example', true, '', 'a password for 127.0.0.1' );

update_option( 'timezone_string', 'America/New_York' );
update_option( 'gmt_offset', '' );
update_option( 'posts_per_page', 10 );
update_option( 'posts_per_rss', 10 );
update_option( 'default_pingback_flag', 0 );
update_option( 'blogdescription', 'A tip a week for people who answer people' );
$wp_rewrite->set_permalink_structure( '/%year%/%monthnum%/%day%/%postname%/' );
delete_option( 'rewrite_rules' );  // the next request works them out, with those of tags, which are not known here yet
