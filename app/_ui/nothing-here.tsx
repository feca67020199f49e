import Link from "next/link";
import { Bell } from "./bell.tsx";
import { primaryButton } from "./button.ts";

/** What an address that leads nowhere shows. */
export function NothingHere() {
	return (
		<div className="mx-auto mt-16 max-w-md text-center">
			<Bell className="mx-auto size-12 opacity-60" />
			<h1 className="mt-5 text-3xl">There is nothing here</h1>
			<p className="mt-3 mb-7 text-soft">
				The link may be cut off or out of date. If it came in a mail, try to copy all of it.
			</p>
			<Link href="/" className={primaryButton}>
				Find a teacher
			</Link>
		</div>
	);
}
