import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bell } from "./bell.tsx";

export function FindTeacher({ children }: { children: ReactNode }) {
	const words = useTranslations("directory");
	return (
		<>
			<div className="mt-10 mb-8 flex items-end justify-between gap-10 sm:mt-16">
				<div>
					<h1 className="max-w-3xl text-[clamp(2.25rem,7vw,4.25rem)] leading-[1.02] tracking-[-0.035em]">
						{words.rich("heading", { stays: (it) => <span className="block">{it}</span> })}
					</h1>
					<p className="mt-4 max-w-xl text-lg text-soft">{words("promise")}</p>
				</div>
				<Bell className="hidden size-52 shrink-0 rotate-12 lg:block" ringing />
			</div>
			{children}
		</>
	);
}
