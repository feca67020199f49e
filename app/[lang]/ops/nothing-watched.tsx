import { EmptyBox } from "../../_ui/empty-box.tsx";

export function NothingWatched() {
	return (
		<EmptyBox bell title="Nothing is watched yet">
			<p className="mx-auto mt-2 max-w-md text-soft">
				Have something call <code className="text-ink">/api/watch-minutes</code> each minute, with the secret
				of the crons. On Vercel that happens by itself. After a minute this shows what was asked for.
			</p>
		</EmptyBox>
	);
}
