// What ical.js understands of a calendar file; Thunderbird and Nextcloud are built on it.
// node read_icaljs.mjs FILE.ics  →  JSON on standard output: one object per VEVENT, in file order.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

// A day stays a day and a floating time gets no Z: neither is an instant, and the test must see that.
function asText(time) {
  if (time === null) return null;
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return time.toString();
  return time.toJSDate().toISOString();
}

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    start: asText(event.startDate),
    end: asText(event.endDate),
    transp: component.getFirstPropertyValue("transp"),
    status: component.getFirstPropertyValue("status"),
    sequence: component.getFirstPropertyValue("sequence"),
  };
});

process.stdout.write(JSON.stringify(events, null, 2) + "\n");
