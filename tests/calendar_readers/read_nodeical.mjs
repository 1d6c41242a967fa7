// What node-ical understands of a calendar file; home-automation and sign-board programs are built on it.
// node read_nodeical.mjs FILE.ics  →  JSON on standard output: one object per VEVENT, in file order.
// It keeps one event per UID: a file that repeats a UID comes out shorter, which a test should notice.

// node-ical reads a floating time in the zone of the process. Three quarters of an hour east of UTC+8, a zone that no
// plan is made in, so that a floating time cannot pass for the right instant. Set before the import reads it.
process.env.TZ = "Australia/Eucla";
const { default: ical } = await import("node-ical");

// A day stays a day: node-ical gives it as midnight in the zone of the process.
function asText(date) {
  if (date === undefined) return null;
  if (!date.dateOnly) return date.toISOString();
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

// A property with parameters, such as SUMMARY;LANGUAGE=de, is an object.
const plain = (value) => (value?.val === undefined ? (value ?? null) : value.val);

const events = Object.values(ical.sync.parseFile(process.argv[2]))
  .filter((component) => component.type === "VEVENT")
  .map((event) => ({
    uid: event.uid,
    summary: plain(event.summary),
    start: asText(event.start),
    end: asText(event.end),
    transp: plain(event.transparency),
    status: plain(event.status),
    sequence: event.sequence === undefined ? null : Number(event.sequence),
  }));

process.stdout.write(JSON.stringify(events, null, 2) + "\n");
