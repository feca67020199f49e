import { useTranslations } from "next-intl";
import { plainButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";

type Props = {
	/** Whether what is free could be listed. */
	listed: boolean;
	/** Where the week before and the one after are, if they are anywhere. */
	earlier: string | false;
	later: string | false;
};

/** The end of a list without a script: what is the matter where there is none, and the ways to other days. */
export function OtherDays({ listed, earlier, later }: Props) {
	const words = useTranslations("board");
	const plain = useTranslations("plain");
	return (
		<>
			{!listed && (
				<div className="mt-4">
					<Notice tone="brass">{plain("book.notListed")}</Notice>
				</div>
			)}
			<nav aria-label={plain("book.otherDays")} className="mt-6 flex flex-wrap gap-3">
				{earlier && (
					<a href={earlier} className={plainButton}>
						{words("week.earlier")}
					</a>
				)}
				{later && (
					<a href={later} className={plainButton}>
						{words("week.later")}
					</a>
				)}
			</nav>
		</>
	);
}
