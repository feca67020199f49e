/** The school bell. Decoration: what it means is always said in words beside it. */
export function Bell({ className = "size-6", ringing = false }: { className?: string; ringing?: boolean }) {
	return (
		<svg viewBox="0 0 32 32" aria-hidden="true" className={className} fill="none">
			<g className={ringing ? "origin-top animate-ring" : ""}>
				<path
					className="fill-bell"
					d="M16 3.4A1.9 1.9 0 0 1 17.9 5.3v.7c4.1.9 6.6 4.3 6.6 8.6 0 3.3.8 4.8 1.9 6.2.6.8.1 2-1 2H6.6c-1.1 0-1.6-1.2-1-2 1.1-1.4 1.9-2.9 1.9-6.2 0-4.3 2.5-7.7 6.6-8.6v-.7A1.9 1.9 0 0 1 16 3.4Z"
				/>
				<circle className="fill-bell" cx="16" cy="26.3" r="2.3" />
			</g>
			{ringing && (
				<path
					className="stroke-bell"
					strokeWidth="1.8"
					strokeLinecap="round"
					d="M3.5 8.5c-1.2 2-1.8 4.2-1.7 6.5M28.5 8.5c1.2 2 1.8 4.2 1.7 6.5"
				/>
			)}
		</svg>
	);
}
