/** Text of a calendar's entry. Some readers end a line where Unicode separates lines, and RFC 5545 does not. */
export const calendarText = (text: string): string => text.replace(/[\u0085\u2028\u2029]/g, " ");
