import Link from "next/link";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";

export function Waiting() {
	return (
		<div role="status" className="grid animate-breathe gap-3">
			<span className="sr-only">Fetching your calendar</span>
			<div className="h-14 rounded-2xl bg-line" />
			<div className="h-96 rounded-2xl bg-line" />
		</div>
	);
}

export function CouldNotLoad({ again }: { again: () => void }) {
	return (
		<EmptyBox title="Your calendar did not load" level="h3" role="alert">
			<p className="mt-2 mb-5 text-soft">Perhaps there is no connection. We keep trying by ourselves.</p>
			<button type="button" onClick={again} className={plainButton}>
				Try again
			</button>
		</EmptyBox>
	);
}

/** Nobody can book yet: what to do about it. */
export function NoHours() {
	return (
		<div className="mb-4 flex flex-wrap items-center justify-between gap-4 rounded-2xl border border-dashed border-edge px-5 py-4">
			<p className="max-w-xl">
				<b className="font-medium">You have no hours yet, so nobody can book you.</b> Say when you are free
				each week; or mark some time below, and open it on that day alone.
			</p>
			<Link href="/desk/hours" className={primaryButton}>
				Set your weekly hours
			</Link>
		</div>
	);
}
