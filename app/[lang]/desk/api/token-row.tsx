import type { Token } from "@/lib/tokens/schema";
import { quietButton } from "../../../_ui/button.ts";
import { YourTime } from "../your-time.tsx";
import { type At, atWords, scopeWords } from "./words.ts";

type Props = { token: Token; at: At; onDrop: () => void };

/** One token: what it is good for, and when it was used. */
export function TokenRow({ token, at, onDrop }: Props) {
	const { name, beginning, scopes, lastUsedAt, expiresAt } = token;
	const over = expiresAt !== null && Date.parse(expiresAt) <= at.now;
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-2xl border border-line bg-card p-4 sm:px-5">
			<div className="min-w-0">
				<h3 className="text-lg wrap-anywhere">
					{name} <code className="ml-1 text-base font-normal text-soft">{beginning}…</code>
				</h3>
				<p className="text-soft">{scopes.map((scope) => scopeWords[scope]).join(" · ")}</p>
				<p className="text-sm text-soft">
					{lastUsedAt ? (
						<>
							Used {atWords(lastUsedAt, at)}
							<YourTime at={lastUsedAt} home={at.zone} inline /> or within the hour after
						</>
					) : (
						"Never used"
					)}
					{expiresAt && (
						<span className={over ? "text-alarm" : undefined}>
							{" · "}
							{over ? "ran out" : "runs out"} {atWords(expiresAt, at)}
							<YourTime at={expiresAt} home={at.zone} inline />
						</span>
					)}
				</p>
			</div>
			<button
				type="button"
				aria-haspopup="dialog"
				aria-label={`Remove ${name}`}
				onClick={onDrop}
				className={`${quietButton} -mx-3 text-soft`}
			>
				Remove
			</button>
		</li>
	);
}
