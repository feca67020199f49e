"use client";

import { useTranslations } from "next-intl";
import { Bell } from "../_ui/bell.tsx";
import { primaryButton } from "../_ui/button.ts";

/** What a page shows that could not be made. In production an error's digest is all that is known of it here. */
export default function Failed({ error, retry }: { error: { digest?: string }; retry: () => void }) {
	const words = useTranslations("common.failed");
	const busy = error.digest === "BUSY0" || error.digest === "SLOWD";
	return (
		<div className="mx-auto mt-16 max-w-md text-center" role="alert">
			<Bell className="mx-auto size-12 opacity-60" />
			<h1 className="mt-5 text-3xl">{words(busy ? "busy" : "broken")}</h1>
			<p className="mt-3 text-soft">{words(busy ? "busyWhy" : "brokenWhy")}</p>
			{!busy && error.digest && (
				<p className="mt-2 text-sm text-soft">{words("quote", { digest: error.digest })}</p>
			)}
			<button type="button" onClick={retry} className={`${primaryButton} mt-7`}>
				{words("again")}
			</button>
		</div>
	);
}
