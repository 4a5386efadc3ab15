/** Adds and removes the browsers that a member is notified in, and saves what they show. @see specs/notifications.md 30–32 */
import { OrderId } from "@edgemart/contracts/ids";
import { PushInput } from "@edgemart/contracts/push";
import {
  addPushDevice,
  fetchPushDevices,
  removePushDevice,
  savePreferences,
} from "#api/notifications.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { versionOf } from "#forms/posted/form-values.ts";
import {
  done,
  type Place,
  refused,
  type Submission,
  submission,
} from "#forms/posted/submission.ts";

/** Answers 303 to the page. The form says what is done: `add` by a script, else `remove` or `choose`. */
export function changePushDevices(request: Request, config: WebConfig): Promise<Response> {
  return submission(request, config, placeOf, (posted, place) => {
    const act = posted.form.text("act");
    if (act === "add") return add(posted, place);
    return act === "remove" ? remove(posted, place) : choose(posted, place);
  });
}

/** The settings, or the order whose page offers the button. */
function placeOf(form: PostedForm): Place {
  const order = OrderId.safeParse(form.text("order"));
  return order.success
    ? { name: "order", path: `/orders/${order.data}`, part: "push", typed: {} }
    : { name: "notifications", path: "/account/notifications", typed: {} };
}

async function add(posted: Submission, place: Place): Promise<Response> {
  const { form, caller } = posted;
  const input = PushInput.safeParse({
    endpoint: form.text("endpoint"),
    keys: { p256dh: form.text("p256dh"), auth: form.text("auth") },
    keyId: form.text("keyId") || (await currentKeyId(caller.token)),
  });
  if (!input.success) return refused(posted, place, { code: "push_endpoint_refused" });
  const added = await addPushDevice(caller.token, input.data);
  return added.ok ? done(posted, place, "push_added") : refused(posted, place, added.error);
}

/** A browser that renews its subscription has no page that would tell it. */
async function currentKeyId(token: string): Promise<string> {
  const devices = await fetchPushDevices(token);
  return devices.ok ? devices.value.keyId : "";
}

async function remove(posted: Submission, place: Place): Promise<Response> {
  const removed = await removePushDevice(posted.caller.token, posted.form.text("id"));
  return removed.ok ? done(posted, place, "push_removed") : refused(posted, place, removed.error);
}

async function choose(posted: Submission, place: Place): Promise<Response> {
  const { form, caller } = posted;
  const isTicked = (name: string) => form.text(name) !== "";
  const push = {
    ...{ security: isTicked("security"), order: isTicked("order") },
    service: isTicked("service"),
  };
  const saved = await savePreferences(caller.token, { choices: { push } }, versionOf(form));
  return saved.ok ? done(posted, place, "saved") : refused(posted, place, saved.error);
}
