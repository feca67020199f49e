type Props = { className: string; children: string };

/**
 * The way to all of one's bookings. It loads that page anew, since its forms say where they come from, and a document that
 * has once shown a booking's page, whose address is a key, says that no more.
 */
export function OwnBookings({ className, children }: Props) {
	return (
		<a href="/mine" className={className}>
			{children}
		</a>
	);
}
