import Link from "next/link";
import { useTranslations } from "next-intl";
import { Bell } from "./bell.tsx";
import { primaryButton } from "./button.ts";

/** What an address that leads nowhere shows. */
export function NothingHere() {
	const words = useTranslations("common");
	return (
		<div className="mx-auto mt-16 max-w-md text-center">
			<Bell className="mx-auto size-12 opacity-60" />
			<h1 className="mt-5 text-3xl">{words("nothingHere")}</h1>
			<p className="mt-3 mb-7 text-soft">{words("nothingHereWhy")}</p>
			<Link href="/" className={primaryButton}>
				{words("findTeacher")}
			</Link>
		</div>
	);
}
