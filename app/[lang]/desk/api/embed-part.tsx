import { env } from "@/lib/env";
import { CopySnippet } from "./copy-snippet.tsx";

/** What puts a teacher's free times on a website of their own. */
export function EmbedPart({ teacher }: { teacher: string }) {
	const snippet = `<script src="${env().APP_URL}/embed.js" data-teacher="${teacher}" async></script>`;
	return (
		<section aria-labelledby="embed" className="grid gap-4">
			<div className="max-w-2xl">
				<h2 id="embed" className="text-2xl">
					On your website
				</h2>
				<p className="mt-1 text-soft">
					Paste this where your free times shall stand. People book there without leaving your page.
				</p>
			</div>
			<CopySnippet text={snippet} />
			<p className="max-w-2xl text-sm text-soft">
				Add <code>data-type="…"</code> to begin with one of your types, <code>data-theme="dark"</code> or{" "}
				<code>"light"</code>, and <code>data-accent="blue"</code>, <code>"red"</code>, <code>"purple"</code>,{" "}
				<code>"teal"</code> or <code>"grey"</code>.
			</p>
		</section>
	);
}
