"use client";

import { Bell } from "./_ui/bell.tsx";
import { primaryButton } from "./_ui/button.ts";

export default function Failed({ retry }: { error: unknown; retry: () => void }) {
	return (
		<div className="mx-auto mt-16 max-w-md text-center" role="alert">
			<Bell className="mx-auto size-12 opacity-60" />
			<h1 className="mt-5 text-3xl">This did not work</h1>
			<p className="mt-3 mb-7 text-soft">
				Something went wrong on our side. Nothing you booked is lost. Please try again.
			</p>
			<button type="button" onClick={retry} className={primaryButton}>
				Try again
			</button>
		</div>
	);
}
