import { useTranslations } from "next-intl";
import { Notice } from "../../../_ui/notice.tsx";

/** For who comes by the mail of an offer that is none any more, and has their place again. */
export function TakenBack({ teacher }: { teacher: string }) {
	const words = useTranslations("waiting.takenBack");
	return (
		<div className="mt-5">
			<Notice tone="brass">{words("why", { teacher })}</Notice>
		</div>
	);
}
