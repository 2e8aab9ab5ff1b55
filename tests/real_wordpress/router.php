<?php
// What a web server's rewrite rules do for WordPress: a file that is there is served, all else is index.php's.
// Writes a line a request into the log: when, what was asked for, by whom, and what was answered.
$path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
$when = microtime( true );
register_shutdown_function(
	function () use ( $when, $file ) {
		$line = sprintf(
			"%.3f %d %s %s %s\n",
			$when,
			is_file( $file ) ? 200 : http_response_code(),
			$_SERVER['REQUEST_METHOD'],
			$_SERVER['REQUEST_URI'],
			json_encode( $_SERVER['HTTP_USER_AGENT'] ?? '', JSON_UNESCAPED_SLASHES )
		);
		file_put_contents( getenv( 'REAL_WORDPRESS_LOG' ), $line, FILE_APPEND );
	}
);
if ( is_file( $file ) || is_file( rtrim( $file, '/' ) . '/index.php' ) && '/' !== $path ) {
	return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
unset( $_SERVER['PATH_INFO'] );
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
