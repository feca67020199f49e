import { notFound } from "next/navigation";
import { Suspense } from "react";
import { NothingHere } from "./nothing-here.tsx";

/**
 * A page of what there is not. What stands around a "not found" is sent with the status of it, so that the page is whole
 * without a script; a page that throws it by itself is left to a script.
 */
export function Missing() {
	return (
		<Suspense fallback={<NothingHere />}>
			<NotFound />
		</Suspense>
	);
}

function NotFound(): never {
	notFound();
}
