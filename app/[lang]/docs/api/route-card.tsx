import { type ApiRoute, refusalsOf } from "@/lib/api/route";
import { fieldsOf, schemas } from "@/lib/api/schemas";
import { refusals } from "@/lib/refusal";
import { type Field, FieldList, fieldsIn } from "./field-list.tsx";

export const anchorOf = ({ name }: ApiRoute) => name;

/** One route: how it is asked, what it gives, and every "no" it may say. */
export function RouteCard({ route }: { route: ApiRoute }) {
	const { at, summary, scope, params, query, keyed, body, answer, media, status = 200 } = route;
	const [method, path = ""] = at.split(" ");
	const headers: Field[] = keyed ? [["Idempotency-Key", { type: "string" }, true]] : [];
	return (
		<article
			id={anchorOf(route)}
			aria-labelledby={`${anchorOf(route)}-at`}
			className="grid scroll-mt-6 gap-4 rounded-2xl border border-line bg-card p-4 sm:p-5"
		>
			<div>
				<h3 id={`${anchorOf(route)}-at`} className="font-mono text-base wrap-anywhere sm:text-lg">
					<span className="mr-2 rounded-md bg-chalk px-1.5 py-0.5 text-chalk-ink">{method}</span>{" "}
					<Breakable path={path} />
				</h3>
				<p className="mt-2">{summary}</p>
				<p className="mt-1 text-sm text-soft">
					{scope ? (
						<>
							Needs a token that is good for <code>{scope}</code>
						</>
					) : (
						"Needs no token"
					)}
				</p>
			</div>
			<FieldList title="In the path" fields={params ? fieldsOf(params) : []} />
			<FieldList title="In the query" fields={query ? fieldsOf(query) : []} />
			<FieldList title="Headers" fields={headers} />
			{Object.keys(body ?? {}).flatMap((name) =>
				fieldsIn(schemas[name] ?? {}).map((fields, nth, all) => (
					<FieldList
						// biome-ignore lint/suspicious/noArrayIndexKey: nothing here ever changes
						key={nth}
						title={all.length > 1 ? (nth ? "Or with this body" : "With this body") : "Body"}
						fields={fields}
					/>
				)),
			)}
			{answer ? (
				Object.keys(answer).map((name) => (
					<FieldList key={name} title={`Answers ${status}`} fields={fieldsIn(schemas[name] ?? {})[0] ?? []} />
				))
			) : (
				<p className="text-soft">
					Answers {status}
					{media ? `, as ${media}` : ", with nothing more to say"}.
				</p>
			)}
			<details>
				<summary className="flex min-h-11 items-center font-medium underline decoration-edge underline-offset-4">
					What it may refuse
				</summary>
				<ul className="grid gap-1 text-sm">
					{refusalsOf(route).map((code) => (
						<li key={code}>
							<code className="font-medium">{code}</code>{" "}
							<span className="text-soft">{refusals[code].status}</span> {refusals[code].message}
						</li>
					))}
				</ul>
			</details>
		</article>
	);
}

/** A path breaks where it has a slash, and not within a word. */
function Breakable({ path }: { path: string }) {
	return path.split(/(?=\/)/).map((part, nth) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: nothing here ever changes
		<span key={nth}>
			{part}
			<wbr />
		</span>
	));
}
