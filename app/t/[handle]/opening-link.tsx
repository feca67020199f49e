import { Notice } from "../../_ui/notice.tsx";

/** What a link that is for few leads to is fetched, while all else of the page stands. */
export function OpeningLink({ failed }: { failed: boolean }) {
	if (failed)
		return (
			<Notice tone="brass">
				What this link leads to did not load. Perhaps there is no connection, or many people are here. We keep
				trying by ourselves.
			</Notice>
		);
	return (
		<div role="status" className="grid animate-breathe gap-4">
			<span className="sr-only">Opening this link</span>
			<div className="h-20 rounded-2xl bg-line" />
			<div className="h-11 w-60 rounded-xl bg-line" />
			<div className="h-60 rounded-2xl bg-line" />
		</div>
	);
}
