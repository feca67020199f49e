import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Opening } from "@/lib/openings/schema";
import { WordsFor } from "../../../_ui/words-for.tsx";
import { DrawCheck } from "./draw-check.tsx";
import { HowItWorks } from "./how-it-works.tsx";
import { OpeningTimes } from "./opening-times.tsx";

/** What is the same for everybody, around what is not. */
export function OpeningPage({ opening, children }: { opening: Opening; children: ReactNode }) {
	const words = useTranslations("around");
	const { name, school, teachers, waitingRoom } = opening;
	return (
		<div className="mt-6 lg:mt-10">
			<p className="font-medium text-board">{school}</p>
			<h1 className="mt-1 text-3xl sm:text-4xl">{name}</h1>
			<div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10">
				<WordsFor rooms={["opening", "turn"]}>
					{/* On a phone the room stands above all else, and comes with its script: its place is kept. */}
					<div className="min-w-0 max-lg:min-h-80">{children}</div>
					<aside aria-label={words("about")} className="grid content-start gap-8">
						<OpeningTimes opening={opening} />
						<HowItWorks opening={opening} />
						{teachers.length > 0 && (
							<section aria-labelledby="teachers">
								<h2 id="teachers" className="text-lg">
									{words("teachers", { count: teachers.length })}
								</h2>
								<ul className="mt-2 text-soft">
									{teachers.map((teacher) => (
										<li key={teacher.handle} className="py-0.5">
											<Link
												href={`/t/${teacher.handle}`}
												prefetch={false}
												className="underline decoration-edge underline-offset-4 hover:decoration-current"
											>
												{teacher.name}
											</Link>
											{teacher.subjects.length > 0 && ` · ${teacher.subjects.join(", ")}`}
										</li>
									))}
								</ul>
							</section>
						)}
						{waitingRoom && <DrawCheck opening={opening} />}
					</aside>
				</WordsFor>
			</div>
		</div>
	);
}
