/** Columns of text in which nothing of a person stands, each with what it says instead; docs/privacy.md has all others. */
export const aboutNobody: Record<string, readonly string[]> = {
	// What a teacher offers, as everybody reads it.
	appointment_types: [
		"handle",
		"name",
		"description",
		"place",
		"place_kind",
		"questions",
		"colour",
		"follow_up_text",
	],
	schools: ["handle", "name"],
	teams: ["handle", "name", "subject"],
	schedules: ["name"],
	openings: ["name", "audience"],
	opening_groups: ["name", "seed", "commitment", "tickets_hash"],
	opening_paces: ["why", "free_by_teacher"],
	holidays: ["region", "name"],
	// Which kind of thing it is, and in which state.
	audit: ["actor_kind", "verb", "subject_kind"],
	bookings: ["state"],
	waits: ["kind", "state"],
	// And of which times, by the ids of bookings.
	mails: ["kind", "recipient", "told"],
	tokens: ["scopes"],
	hooks: ["events"],
	hook_deliveries: ["event"],
	// Counts, codes, and laws by their names.
	watch_minutes: ["traffic", "gauges", "broken"],
	watch_alerts: ["name", "said"],
	synthetic_rounds: ["failed_at", "code"],
};
