"use client";

import { useState } from "react";
import type { Hook } from "@/lib/hooks/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { newKey } from "../../../_ui/send.ts";
import { DropDialog } from "./drop-dialog.tsx";
import { HookCard } from "./hook-card.tsx";
import { HookDialog } from "./hook-dialog.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { useHooks } from "./use-hooks.ts";
import { type At, noWords } from "./words.ts";

type Asked =
	| { what: "add" }
	| { what: "edit" | "drop"; hook: Hook }
	| { what: "renew"; hook: Hook; secret: string }
	| { what: "show"; secret: string };

/** The programs that are told what becomes of a teacher's bookings. */
export function HooksView({ first, ...at }: { first: Hook[] } & At) {
	const { hooks, lost, save, renew, drop, replay } = useHooks(first);
	const [asked, setAsked] = useState<Asked>();
	const [no, setNo] = useState<string>();
	const close = () => setAsked(undefined);
	const show = (secret: string | null | undefined) => setAsked(secret ? { what: "show", secret } : undefined);

	async function again(hook: string, delivery?: string) {
		const refused = await replay(hook, delivery);
		setNo(refused && noWords(refused));
	}
	async function renewed({ hook, secret }: { hook: Hook; secret: string }) {
		const answer = await renew(hook.id, secret);
		if (answer.secret) show(answer.secret);
		return answer.no;
	}
	return (
		<section aria-labelledby="hooks" data-focus-scope className="grid gap-4">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
				<div className="min-w-0 max-w-2xl">
					<h2 id="hooks" data-focus-home tabIndex={-1} className="text-2xl">
						Webhooks
					</h2>
					<p className="mt-1 text-soft">
						A program elsewhere is told at once when a booking is made, asked for, declined, moved or
						cancelled. Each message is signed, so that it can tell ours from others.
					</p>
				</div>
				<button
					type="button"
					aria-haspopup="dialog"
					onClick={() => setAsked({ what: "add" })}
					className={primaryButton}
				>
					New webhook
				</button>
			</div>
			{lost && <Notice tone="brass">We have lost touch: this may be a little old.</Notice>}
			{no && <Notice tone="alarm">{no}</Notice>}
			{hooks.length === 0 ? (
				<EmptyBox title="Nobody elsewhere is told" level="h3">
					<p className="mx-auto mt-2 max-w-sm text-soft">Add an address when a program gives you one.</p>
				</EmptyBox>
			) : (
				<ul className="grid gap-3">
					{hooks.map((hook) => (
						<HookCard
							key={hook.id}
							hook={hook}
							at={at}
							onEdit={() => setAsked({ what: "edit", hook })}
							onRenew={() => setAsked({ what: "renew", hook, secret: newKey() })}
							onDrop={() => setAsked({ what: "drop", hook })}
							onReplay={(delivery) => again(hook.id, delivery)}
						/>
					))}
				</ul>
			)}
			{asked?.what === "add" && <HookDialog save={save} onSaved={show} onClose={close} />}
			{asked?.what === "edit" && (
				<HookDialog
					hook={asked.hook}
					latest={hooks.find(({ id }) => id === asked.hook.id)}
					{...{ save, onSaved: show, onClose: close }}
				/>
			)}
			{asked?.what === "show" && (
				<ShownOnce
					title="Its signing secret"
					label="Secret"
					secret={asked.secret}
					hint="The other side checks each message with it, as Standard Webhooks says."
					onClose={close}
				/>
			)}
			{asked?.what === "renew" && (
				<DropDialog
					title={`Another secret for ${asked.hook.host}?`}
					yes="Yes, another one"
					drop={() => renewed(asked)}
					onClose={close}
				>
					For a day each message is signed with both, so that you can change over.
				</DropDialog>
			)}
			{asked?.what === "drop" && (
				<DropDialog
					title={`Tell ${asked.hook.host} nothing more?`}
					yes="Yes, remove it"
					drop={() => drop(asked.hook)}
					onClose={close}
				>
					What still waits is not told any more, and what was told is forgotten here.
				</DropDialog>
			)}
		</section>
	);
}
