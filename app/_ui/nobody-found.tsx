import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bell } from "./bell.tsx";

export function NobodyFound({ query, children }: { query: string; children: ReactNode }) {
	const words = useTranslations("directory");
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			{query ? (
				<>
					<h2 className="text-xl">{words("nobody", { query })}</h2>
					<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">{words("nobodyWhy")}</p>
					{children}
				</>
			) : (
				<>
					<h2 className="text-xl">{words("none")}</h2>
					<p className="mx-auto mt-2 max-w-sm text-soft">{words("noneWhy")}</p>
				</>
			)}
		</div>
	);
}
