/** Laws of which addresses are written to. @see specs/notifications.md 31, 49.21 */
import { describe, expect, test } from "vitest";
import { pushServiceOf } from "./push-service.ts";

describe("notifications 31: an endpoint of a push service", () => {
  test.each([
    ["https://fcm.googleapis.com/fcm/send/a:APA91b-x_", "Chrome"],
    ["https://jmt17.google.com/fcm/send/a", "Chrome"],
    ["https://updates.push.services.mozilla.com/wpush/v2/gAAAA", "Firefox"],
    ["https://web.push.apple.com/QGx", "Safari"],
    ["https://wns2-par02p.notify.windows.com/w/?token=BQ%3d", "Edge"],
  ])("%s is of %s", (endpoint, browser) => {
    expect(pushServiceOf(endpoint)).toBe(browser);
  });
});

describe("notifications 49.21: an address that is no endpoint", () => {
  test.each([
    "http://fcm.googleapis.com/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://2130706433/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://user:word@fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:443/x",
    "https://fcm.googleapis.com./x",
    "https://evilfcm.googleapis.com/x",
    "https://push.apple.com/x",
    "https://evil-push.apple.com/x",
    "https://notify.windows.com.evil.example/x",
    "https://fcm.googleapis.com\\evil.example/x",
    "https:fcm.googleapis.com/x",
    " https://fcm.googleapis.com/x",
    "https://fcm.googleapis.com/x#y",
    "https://FCM.googleapis.com/x",
    `https://fcm.googleapis.com/${"x".repeat(2_048)}`,
    "fcm.googleapis.com",
    "javascript:alert(1)",
    "",
  ])("%s", (endpoint) => {
    expect(pushServiceOf(endpoint)).toBeNull();
  });
});
