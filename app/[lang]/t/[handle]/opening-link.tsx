import { useTranslations } from "next-intl";
import { Notice } from "../../../_ui/notice.tsx";

/** What a link that is for few leads to is fetched, while all else of the page stands. */
export function OpeningLink({ failed }: { failed: boolean }) {
	const words = useTranslations("board");
	if (failed) return <Notice tone="brass">{words("link.failed")}</Notice>;
	return (
		<div role="status" className="grid animate-breathe gap-4">
			<span className="sr-only">{words("link.opening")}</span>
			<div className="h-20 rounded-2xl bg-line" />
			<div className="h-11 w-60 rounded-xl bg-line" />
			<div className="h-60 rounded-2xl bg-line" />
		</div>
	);
}
