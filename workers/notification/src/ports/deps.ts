/** Everything that a request, a message or a tick of the clock may need from the outside world; `deps.ts` chooses it. */
import type { AuthLinksRpc } from "@edgemart/contracts/links";
import type { MemberContactRpc } from "@edgemart/contracts/member-contact";
import type { OrderContactRpc } from "@edgemart/contracts/order-contact";
import type { OutboxRpc } from "@edgemart/contracts/outbox";
import type { DeadMessage } from "@edgemart/worker-kit/consume-queue";
import type { MailSender } from "../core/mails/order-mail.ts";
import type { AlertStore, OperatorChannel } from "./alerts.ts";
import type { AnnouncementStore } from "./announcements.ts";
import type { ConsentReminders } from "./consent-reminders.ts";
import type { DeliveryStore, Upkeep } from "./deliveries.ts";
import type { EmailSender } from "./email-sender.ts";
import type { EventStore } from "./events.ts";
import type { Inbox, PreferenceStore } from "./inbox.ts";
import type { MailRenderer } from "./mail-renderer.ts";
import type { Office } from "./office.ts";
import type { PushSender } from "./push-sender.ts";
import type { PushStore } from "./pushes.ts";
import type { DigestAddress, ReadWebhook, Returns } from "./returns.ts";
import type { SmsSender } from "./sms-sender.ts";
import type { DigestNumber, TextStore } from "./texts.ts";
import type { UnsubscribeTokens } from "./unsubscribe-tokens.ts";

/** What messages are made with. */
export interface Settings {
  /** `Name <address>`. */
  emailFrom: string;
  emailDailyMax: number;
  smsDailyMax: number;
  /** Every link begins with it. */
  shopOrigin: string;
  /** Mail programs unsubscribe there. */
  apiOrigin: string;
  /** Who sends advertising. */
  sender: MailSender;
}

/** The dependencies of notification. */
export interface Deps {
  events: EventStore;
  deliveries: DeliveryStore;
  upkeep: Upkeep;
  inbox: Inbox;
  preferences: PreferenceStore;
  consentReminders: ConsentReminders;
  office: Office;
  announcements: AnnouncementStore;
  alerts: AlertStore;
  /** Ways to operators; none where none is configured. */
  operators: readonly OperatorChannel[];
  email: EmailSender;
  sms: SmsSender;
  texts: TextStore;
  push: PushSender;
  pushes: PushStore;
  renderer: MailRenderer;
  returns: Returns;
  digestAddress: DigestAddress;
  digestNumber: DigestNumber;
  readWebhook: ReadWebhook;
  unsubscribeTokens: UnsubscribeTokens;
  orders: OrderContactRpc;
  members: MemberContactRpc;
  links: AuthLinksRpc;
  /** The outboxes that are read, by the name of their Worker. */
  outboxes: Readonly<Record<string, OutboxRpc>>;
  settings: Settings;
  /** Keeps a message that could not be handled. */
  keepDead(message: DeadMessage): Promise<void>;
  /** RPC calls made through these dependencies so far. */
  callsMade(): number;
  /** Epoch milliseconds of this process: for how long something took, never for what is due. */
  now(): number;
  /** 0 to below 1. */
  chance(): number;
  /** Writes a line of the log. Fields hold ids and codes, never an address, a subject or a provider's sentence. */
  note(
    level: "info" | "warn" | "error",
    event: string,
    fields: Record<string, string | number | boolean | null>,
  ): void;
  /** Notes for the log what a part of the work threw. */
  noteFailure(event: string, about: string, thrown: unknown): void;
}
