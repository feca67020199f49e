/** How a week is changed: for all who look at it, and with each thing for who hears it. */
export function WeekHints() {
	return (
		<>
			<p id="calendar-move-hours" hidden>
				Enter opens a form. Arrows move these hours, with Shift their end; then Enter saves.
			</p>
			<p id="calendar-move-absence" hidden>
				Enter opens a form. Arrows move this absence, also to another day, with Shift its end; then Enter
				saves.
			</p>
			<p id="calendar-move-booking" hidden>
				Enter opens it. Arrows move this booking, also to another day; then Enter asks what is said of it.
			</p>
			<p className="mt-3 text-sm text-soft pointer-coarse:hidden">
				Drag over some time to open it, to close it or to be away, hours by the bar at their side, and
				bookings to another time. By the keyboard: arrows, Shift and arrows, then Enter.
			</p>
			<p className="mt-3 hidden text-sm text-soft pointer-coarse:block">
				Tap a time to open it, to close it or to be away, and a booking to see who comes or to move it.
			</p>
		</>
	);
}
