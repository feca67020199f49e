import Link from "next/link";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";

export function NoTypes() {
	return (
		<EmptyBox bell title="Nothing can be booked yet">
			<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
				Say what people can book with you, such as a lesson of 45 minutes. They find it on your page at once.
			</p>
			<Link href="/desk/types/new" className={primaryButton}>
				Make the first one
			</Link>
		</EmptyBox>
	);
}
