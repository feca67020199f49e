"use client";

import { useState } from "react";
import type { Token } from "@/lib/tokens/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { DropDialog } from "./drop-dialog.tsx";
import { MakeToken } from "./make-token.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { TokenRow } from "./token-row.tsx";
import { useTokens } from "./use-tokens.ts";
import type { At } from "./words.ts";

type Asked = { what: "make" } | { what: "drop"; token: Token } | { what: "show"; secret: string };

/** The tokens by which programs act for somebody. */
export function TokensView({ first, ...at }: { first: Token[] } & At) {
	const { tokens, make, drop } = useTokens(first);
	const [asked, setAsked] = useState<Asked>();
	const close = () => setAsked(undefined);
	return (
		<section aria-labelledby="tokens" data-focus-scope className="grid gap-4">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
				<div className="min-w-0 max-w-2xl">
					<h2 id="tokens" data-focus-home tabIndex={-1} className="text-2xl">
						Tokens
					</h2>
					<p className="mt-1 text-soft">
						A program shows one instead of signing in. Give each program its own, so that you can remove one
						alone.
					</p>
				</div>
				<button
					type="button"
					aria-haspopup="dialog"
					onClick={() => setAsked({ what: "make" })}
					className={primaryButton}
				>
					New token
				</button>
			</div>
			{tokens.length === 0 ? (
				<EmptyBox title="No token yet" level="h3">
					<p className="mx-auto mt-2 max-w-sm text-soft">Make one when a program asks you for it.</p>
				</EmptyBox>
			) : (
				<ul className="grid gap-3">
					{tokens.map((token) => (
						<TokenRow key={token.id} token={token} at={at} onDrop={() => setAsked({ what: "drop", token })} />
					))}
				</ul>
			)}
			{asked?.what === "make" && (
				<MakeToken make={make} onMade={(secret) => setAsked({ what: "show", secret })} onClose={close} />
			)}
			{asked?.what === "show" && (
				<ShownOnce
					title="Your new token"
					label="Token"
					secret={asked.secret}
					hint="The program sends it as: Authorization: Bearer …"
					onClose={close}
				/>
			)}
			{asked?.what === "drop" && (
				<DropDialog
					title={`Remove ${asked.token.name}?`}
					yes="Yes, remove it"
					drop={() => drop(asked.token.id)}
					onClose={close}
				>
					Whatever uses it can do nothing here any more, from now on.
				</DropDialog>
			)}
		</section>
	);
}
