import Link from "next/link";
import type { ReactNode } from "react";
import type { Opening } from "@/lib/openings/schema";
import { DrawCheck } from "./draw-check.tsx";
import { HowItWorks } from "./how-it-works.tsx";
import { OpeningTimes } from "./opening-times.tsx";

/** What is the same for everybody, around what is not. */
export function OpeningPage({ opening, children }: { opening: Opening; children: ReactNode }) {
	const { name, school, teachers, waitingRoom } = opening;
	return (
		<div className="mt-6 lg:mt-10">
			<p className="font-medium text-board">{school}</p>
			<h1 className="mt-1 text-3xl sm:text-4xl">{name}</h1>
			<div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10">
				<div className="min-w-0">{children}</div>
				<aside aria-label="About this opening" className="grid content-start gap-8">
					<OpeningTimes opening={opening} />
					<HowItWorks opening={opening} />
					{teachers.length > 0 && (
						<section aria-labelledby="teachers">
							<h2 id="teachers" className="text-lg">
								{teachers.length === 1 ? "With one teacher" : `With ${teachers.length} teachers`}
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
			</div>
		</div>
	);
}
