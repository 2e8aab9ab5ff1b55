<?php
// The letter's first year, a row a week in the form of letters.php: enough of them that the REST API, which gives a
// hundred posts at a time, has a second page. No two rows share a sentence.
$things = array(
	'bell'   => 'calls for somebody who is near',
	'chair'  => 'tells how long a visit may last',
	'clock'  => 'is looked at by whoever waits',
	'coat'   => 'wants a hook and a kind word',
	'cup'    => 'warms the hands of a guest in doubt',
	'door'   => 'speaks before anybody else does',
	'drawer' => 'keeps what was promised and forgotten',
	'key'    => 'belongs to those who bring it back',
	'lamp'   => 'shows who is still at work',
	'map'    => 'answers what nobody dares to ask',
	'mirror' => 'greets the one who greets',
	'pen'    => 'goes home with the last guest',
	'phone'  => 'rings when both hands are full',
	'plant'  => 'says that someone cares',
	'window' => 'lets the street have its say',
);
$hours = array(
	'Morning' => array( 'in the morning', 'Begin the day with it, before the first mail is read' ),
	'Noon'    => array( 'at noon', 'Give it a minute of the hour when nobody rings' ),
	'Evening' => array( 'in the evening', 'Leave it as you would wish to find it' ),
);
$authors = array( 'ruth', 'piet', 'mina' );
$rows    = array();
foreach ( $things as $thing => $does ) {
	foreach ( $hours as $hour => list( $when, $advice ) ) {
		$n      = count( $rows );
		$day    = gmdate( 'Y-m-d', gmmktime( 0, 0, 0, 1, 6 + 7 * $n, 2021 ) );
		$first  = "A $thing $does, and $when more than ever.";
		$second = "$advice: the $thing repays it.";
		$rows[] = array( $day, $authors[ $n % 3 ], 'Front Desk', "things,$thing", 'The ' . ucfirst( $thing ) . ", $hour", $first, $second );
	}
}
return $rows;
