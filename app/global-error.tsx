"use client";

/** The last net, when even the frame of the page fails: no fonts, no styles, only words and a way on. */
export default function Broken({ retry }: { error: unknown; retry: () => void }) {
	return (
		<html lang="en">
			<body>
				<title>Firstbell: this did not work</title>
				<h1>This did not work</h1>
				<p>Something went wrong on our side. Nothing you booked is lost.</p>
				<button type="button" onClick={retry}>
					Try again
				</button>
			</body>
		</html>
	);
}
