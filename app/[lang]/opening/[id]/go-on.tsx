import { primaryButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";

type Props = { busy: string | undefined; onPress: () => void; children: string };

/** The one thing to do next; it goes once it is done. */
export function GoOn({ busy, onPress, children }: Props) {
	return (
		<p>
			<button
				type="button"
				ref={handOverFocus}
				onClick={onPress}
				aria-disabled={Boolean(busy)}
				className={primaryButton}
			>
				{children}
			</button>
		</p>
	);
}
