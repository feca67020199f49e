export function DeskWaiting() {
	return (
		<div role="status" className="mt-10 animate-breathe">
			<span className="sr-only">Opening your desk</span>
			<div className="h-10 w-64 max-w-full rounded-xl bg-line" />
			<div className="mt-3 h-5 w-80 max-w-full rounded-lg bg-line" />
			<div className="mt-10 grid gap-3">
				<div className="h-16 rounded-2xl bg-line" />
				<div className="h-16 rounded-2xl bg-line" />
				<div className="h-16 rounded-2xl bg-line" />
			</div>
		</div>
	);
}
