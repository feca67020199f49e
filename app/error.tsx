"use client";

import { Bell } from "./_ui/bell.tsx";
import { primaryButton } from "./_ui/button.ts";

/** What a page shows that could not be made. In production an error's digest is all that is known of it here. */
export default function Failed({ error, retry }: { error: { digest?: string }; retry: () => void }) {
	const busy = error.digest === "BUSY0" || error.digest === "SLOWD";
	return (
		<div className="mx-auto mt-16 max-w-md text-center" role="alert">
			<Bell className="mx-auto size-12 opacity-60" />
			<h1 className="mt-5 text-3xl">{busy ? "Very busy just now" : "This did not work"}</h1>
			<p className="mt-3 mb-7 text-soft">
				{busy
					? "Many people are here. Nothing you booked is lost. Please try again in a moment."
					: "Something went wrong on our side. Nothing you booked is lost. Please try again."}
			</p>
			<button type="button" onClick={retry} className={primaryButton}>
				Try again
			</button>
		</div>
	);
}
