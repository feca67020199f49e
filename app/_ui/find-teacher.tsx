import type { ReactNode } from "react";
import { Bell } from "./bell.tsx";

export function FindTeacher({ children }: { children: ReactNode }) {
	return (
		<>
			<div className="mt-10 mb-8 flex items-end justify-between gap-10 sm:mt-16">
				<div>
					<h1 className="max-w-3xl text-[clamp(2.25rem,7vw,4.25rem)] leading-[1.02] tracking-[-0.035em]">
						Find your teacher, take a time. <span className="block">It stays yours.</span>
					</h1>
					<p className="mt-4 max-w-xl text-lg text-soft">
						No account needed. While you fill in your name, nobody else can take your time.
					</p>
				</div>
				<Bell className="hidden size-52 shrink-0 rotate-12 lg:block" ringing />
			</div>
			{children}
		</>
	);
}
