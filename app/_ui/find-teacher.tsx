import type { ReactNode } from "react";

export function FindTeacher({ children }: { children: ReactNode }) {
	return (
		<>
			<h1 className="mt-10 max-w-3xl text-[clamp(2.25rem,7vw,4rem)] leading-[1.02] tracking-[-0.035em] sm:mt-16">
				Find your teacher, take a time. It stays yours.
			</h1>
			<p className="mt-4 mb-8 max-w-xl text-lg text-soft">
				No account needed. While you fill in your name, nobody else can take your time.
			</p>
			{children}
		</>
	);
}
