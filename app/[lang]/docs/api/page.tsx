import type { Metadata } from "next";
import { chapters } from "@/lib/api/routes";
import { HookPart } from "./hook-part.tsx";
import { HowToAsk } from "./how-to-ask.tsx";
import { anchorOf, RouteCard } from "./route-card.tsx";

export const metadata: Metadata = {
	title: "For programs",
	description: "What programs can ask of Firstbell, and what they are told.",
};

/** The API, as people read it: the same that /api/openapi.json says to programs. */
export default function ApiPage() {
	return (
		<div className="mt-6 grid grid-cols-1 gap-x-12 gap-y-8 sm:mt-10 lg:grid-cols-[15rem_minmax(0,1fr)]">
			<div className="lg:col-span-2">
				<h1 className="text-3xl sm:text-4xl">For programs</h1>
				<p className="mt-2 max-w-2xl text-soft">
					What a website, a script or a school’s own system can ask here, and what it is told. A program reads
					the same as{" "}
					<a href="/api/openapi.json" className="font-medium text-ink underline underline-offset-4">
						OpenAPI 3.1
					</a>
					.
				</p>
			</div>
			<nav aria-label="On this page" className="max-lg:hidden">
				<ul className="sticky top-6 grid max-h-[calc(100dvh-3rem)] gap-0.5 overflow-auto text-sm">
					<Jump to="asking">How to ask</Jump>
					{chapters.map(({ title, routes }) => (
						<li key={title}>
							<p className="mt-4 font-medium">{title}</p>
							<ul>
								{routes.map((route) => (
									<Jump key={route.at} to={anchorOf(route)}>
										{route.name}
									</Jump>
								))}
							</ul>
						</li>
					))}
					<li>
						<ul className="mt-4">
							<Jump to="webhooks">Webhooks</Jump>
						</ul>
					</li>
				</ul>
			</nav>
			<div className="grid min-w-0 gap-14">
				<HowToAsk />
				{chapters.map(({ title, routes }) => (
					<section key={title} aria-label={title} className="grid gap-5">
						<h2 className="text-2xl">{title}</h2>
						{routes.map((route) => (
							<RouteCard key={route.at} route={route} />
						))}
					</section>
				))}
				<HookPart />
			</div>
		</div>
	);
}

function Jump({ to, children }: { to: string; children: string }) {
	return (
		<li>
			<a href={`#${to}`} className="block py-1 text-soft wrap-anywhere hover:text-ink hover:underline">
				{children}
			</a>
		</li>
	);
}
