<?php
// Print the export that WordPress's own "Tools > Export > All content" gives. Usage: php export.php FOLDER-OF-WORDPRESS
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/export.php';
export_wp();
