import type { Metadata } from "next";
import { Suspense } from "react";
import { deskUser } from "@/lib/auth";
import { Refusal } from "@/lib/refusal";
import { openOps } from "@/lib/watch/open-ops";
import { SignIn } from "../../_ui/sign-in.tsx";
import { NoOperator } from "./no-operator.tsx";
import { OpsView } from "./ops-view.tsx";
import { OpsWaiting } from "./ops-waiting.tsx";

export const metadata: Metadata = { title: "Operations", robots: { index: false } };

export default function OpsPage() {
	return (
		<Suspense fallback={<OpsWaiting />}>
			<OpsDoor />
		</Suspense>
	);
}

/** Lets an operator in, and shows everybody else what to do instead. */
async function OpsDoor() {
	const who = await deskUser();
	if (!who) return <SignIn title="Operations" lead="For who looks after this installation." />;
	const first = await openOps(who).catch((error) => {
		if (error instanceof Refusal && error.code === "DNIED") return null;
		throw error;
	});
	return first ? <OpsView first={first} /> : <NoOperator />;
}
