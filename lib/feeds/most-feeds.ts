/** How many calendars from elsewhere a teacher has at most. Beside the schemas, which no browser needs. */
export const mostFeeds = 10;
