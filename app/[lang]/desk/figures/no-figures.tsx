import Link from "next/link";
import type { Desk } from "@/lib/desk/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";

export function NoFigures({ desk }: { desk: Desk }) {
	return (
		<EmptyBox bell title="Nothing to draw yet">
			<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
				Once people book with you, this shows how full your weeks are, how early people book, and who came.
			</p>
			<Link href={`/t/${desk.handle}`} className={primaryButton}>
				See your public page
			</Link>
		</EmptyBox>
	);
}
