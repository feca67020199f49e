import Link from "next/link";
import { useTranslations } from "next-intl";
import { plainButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";

/** Why nothing is offered to who waits here, and the way to say that mails arrive again. */
export function MailsComeBack({ mails }: { mails: string }) {
	const words = useTranslations("waiting.comeBack");
	return (
		<div className="mt-5 grid justify-items-start gap-3">
			<Notice tone="alarm">{words("why")}</Notice>
			<Link href={`/mails/${mails}`} prefetch={false} className={plainButton}>
				{words("again")}
			</Link>
		</div>
	);
}
