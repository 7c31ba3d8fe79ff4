"""The first tables.

Revision ID: 0001
Revises:
"""

from alembic import op

from models.migrations.words import of

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE customers (
    shop_id {key} NOT NULL, id {key} NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
    email TEXT NOT NULL, street TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL,
    postcode TEXT NOT NULL, country TEXT NOT NULL, created_at {instant} NOT NULL,
    CONSTRAINT pk_customers PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_customers_email ON customers (shop_id, email);
CREATE INDEX ix_customers_phone ON customers (shop_id, phone);

CREATE TABLE events (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key}, at {instant} NOT NULL, actor_id {key},
    actor TEXT NOT NULL, role TEXT NOT NULL, command TEXT NOT NULL, before TEXT NOT NULL,
    after TEXT NOT NULL, data {json} NOT NULL, request_id TEXT NOT NULL, version {number} NOT NULL,
    hash {bytes} NOT NULL,
    CONSTRAINT pk_events PRIMARY KEY (shop_id, id),
    CONSTRAINT uq_events_request_id UNIQUE (shop_id, request_id),
    CONSTRAINT ck_events_role CHECK (role IN ('agent', 'supervisor', 'warehouse', 'courier', 'gateway',
        'customer', 'oms', 'system'))
) {clustered};
CREATE INDEX ix_events_order ON events (shop_id, order_id, version);

CREATE TABLE numbers (
    shop_id {key} NOT NULL, phone TEXT NOT NULL, held_by {key}, held_until {instant},
    last_called_at {instant}, day TEXT NOT NULL, calls_today {number} NOT NULL,
    do_not_call {flag} NOT NULL, do_not_call_reason TEXT NOT NULL, blocked_until {instant},
    CONSTRAINT pk_numbers PRIMARY KEY (shop_id, phone)
) {clustered};
CREATE INDEX ix_numbers_listed ON numbers (shop_id, phone) WHERE do_not_call_reason <> '';

CREATE TABLE outbox (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key}, kind TEXT NOT NULL,
    message TEXT NOT NULL, recipient TEXT NOT NULL, payload {json} NOT NULL, key TEXT NOT NULL,
    due_at {instant}, tries {number} NOT NULL, last_error TEXT NOT NULL, sent_at {instant},
    CONSTRAINT pk_outbox PRIMARY KEY (shop_id, id),
    CONSTRAINT uq_outbox_key UNIQUE (shop_id, key)
) {clustered};
CREATE INDEX ix_outbox_due ON outbox (shop_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_outbox_order ON outbox (shop_id, order_id);

CREATE TABLE people (
    shop_id {key} NOT NULL, id {key} NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL,
    role TEXT NOT NULL, password TEXT NOT NULL, pin TEXT NOT NULL, active {flag} NOT NULL,
    failed_tries {number} NOT NULL, locked_until {instant}, paused_at {instant},
    pause_reason TEXT NOT NULL, created_at {instant} NOT NULL, seen_at {instant},
    CONSTRAINT pk_people PRIMARY KEY (shop_id, id),
    CONSTRAINT uq_people_name_key UNIQUE (shop_id, name_key),
    CONSTRAINT ck_people_role CHECK (role IN ('agent', 'supervisor', 'warehouse', 'courier', 'gateway',
        'customer', 'oms', 'system'))
) {plain};

CREATE TABLE products (
    shop_id {key} NOT NULL, id {key} NOT NULL, key TEXT NOT NULL, sku TEXT NOT NULL,
    title TEXT NOT NULL, counted {flag} NOT NULL, on_hand {number} NOT NULL,
    reserved {number} NOT NULL, created_at {instant} NOT NULL,
    CONSTRAINT pk_products PRIMARY KEY (shop_id, id),
    CONSTRAINT uq_products_key UNIQUE (shop_id, key)
) {plain};

CREATE TABLE shops (
    id {key} NOT NULL, ordinal {number} NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    country TEXT NOT NULL, currency TEXT NOT NULL, exponent {number} NOT NULL, zone TEXT NOT NULL,
    profile TEXT NOT NULL, policy {json} NOT NULL, zones {json} NOT NULL,
    next_number {number} NOT NULL, merchant_email TEXT NOT NULL, version {number} NOT NULL,
    created_at {instant} NOT NULL, history {number} NOT NULL, history_head {bytes} NOT NULL,
    zone_data TEXT NOT NULL,
    CONSTRAINT pk_shops PRIMARY KEY (id),
    CONSTRAINT ck_shops_kind CHECK (kind IN ('real', 'demo', 'test'))
) {plain};

CREATE TABLE orders (
    shop_id {key} NOT NULL, id {key} NOT NULL, version {number} NOT NULL, number {number} NOT NULL,
    ref TEXT NOT NULL, source TEXT NOT NULL, external_id TEXT NOT NULL, placed_at {instant} NOT NULL,
    created_at {instant} NOT NULL, changed_at {instant} NOT NULL, changed_by TEXT NOT NULL,
    is_test {flag} NOT NULL, customer_id {key} NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL,
    phone TEXT NOT NULL, phone_typed TEXT NOT NULL, phone_other TEXT NOT NULL, phone_rev TEXT NOT NULL,
    phone_problem TEXT NOT NULL, zone TEXT NOT NULL, street TEXT NOT NULL, city TEXT NOT NULL,
    region TEXT NOT NULL, postcode TEXT NOT NULL, country TEXT NOT NULL, method TEXT NOT NULL,
    gateway TEXT NOT NULL, currency TEXT NOT NULL, lines_minor {number} NOT NULL,
    shipping_minor {number} NOT NULL, discount_minor {number} NOT NULL, tax_minor {number} NOT NULL,
    total_minor {number} NOT NULL, received_minor {number} NOT NULL, refunded_minor {number} NOT NULL,
    confirmation TEXT NOT NULL, payment TEXT NOT NULL, fulfilment TEXT NOT NULL,
    headline TEXT NOT NULL, headline_at {instant} NOT NULL, shipping TEXT, handoff TEXT NOT NULL,
    reserved {flag} NOT NULL, short {flag} NOT NULL, cancel_reason TEXT NOT NULL, confirmed_by {key},
    duplicate_of {key}, copied_from {key},
    attempts {number} NOT NULL, counted_attempts {number} NOT NULL, counted_at {instant},
    tried_parts TEXT NOT NULL, next_try_at {instant}, appointment_at {instant}, appointment_by {key},
    lane {number} NOT NULL, due_at {instant}, claimed_by {key}, claimed_until {instant},
    claim_no {number} NOT NULL, assigned_to {key}, assigned_until {instant}, note TEXT NOT NULL,
    tags TEXT NOT NULL,
    CONSTRAINT pk_orders PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_orders_customer_id FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id,
        id),
    CONSTRAINT uq_orders_external UNIQUE (shop_id, external_id, source),
    CONSTRAINT ck_orders_payment CHECK (payment IN ('UNPAID', 'FAILED', 'IN_PROGRESS', 'PARTIALLY_PAID',
        'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')),
    CONSTRAINT ck_orders_method CHECK (method IN ('CASH', 'CARD_ON_DELIVERY', 'TRANSFER', 'ONLINE')),
    CONSTRAINT ck_orders_confirmation CHECK (confirmation IN ('MISSING', 'NEW', 'NO_ANSWER',
        'CALL_LATER', 'CONFIRMED', 'CANCELLED', 'FAKE')),
    CONSTRAINT ck_orders_fulfilment CHECK (fulfilment IN ('UNFULFILLED', 'DISPATCHED',
        'PARTIALLY_FULFILLED', 'FULFILLED', 'DELIVERED', 'PICKED_UP', 'PARTIALLY_RETURNED', 'RETURNED',
        'CANCELLED')),
    CONSTRAINT ck_orders_handoff CHECK (handoff IN ('NONE', 'DUE', 'DONE', 'FAILED')),
    CONSTRAINT ck_orders_headline CHECK (headline IN ('MISSING', 'NEW', 'NO_ANSWER', 'CALL_LATER',
        'CONFIRMED', 'CANCELLED', 'FAKE', 'PACKING', 'READY', 'SHIPPED', 'IN_TRANSIT',
        'OUT_FOR_DELIVERY', 'ISSUE', 'IN_RETURN', 'DELIVERED', 'PICKED_UP', 'PARTIALLY_RETURNED',
        'RETURNED')),
    CONSTRAINT ck_orders_shipping CHECK (shipping IN ('CREATED', 'PACKING', 'READY', 'SHIPPED',
        'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'ISSUE', 'DELIVERED', 'PICKED_UP', 'CANCELLED', 'IN_RETURN',
        'RETURNED'))
) {plain};
CREATE INDEX ix_orders_assigned ON orders (shop_id, assigned_to, due_at) WHERE assigned_to IS NOT NULL;
CREATE INDEX ix_orders_confirmation ON orders (shop_id, confirmation, placed_at, id);
CREATE INDEX ix_orders_customer ON orders (shop_id, customer_id);
CREATE INDEX ix_orders_duplicate ON orders (shop_id, confirmation, placed_at, id)
    WHERE duplicate_of IS NOT NULL;
CREATE INDEX ix_orders_owed ON orders (shop_id, placed_at, id)
WHERE received_minor - refunded_minor > CASE WHEN fulfilment IN ('CANCELLED', 'RETURNED') THEN 0 ELSE total_minor END;
CREATE INDEX ix_orders_handoff ON orders (shop_id, handoff, placed_at, id)
    WHERE handoff IN ('DUE', 'FAILED');
CREATE INDEX ix_orders_fulfilment ON orders (shop_id, fulfilment, payment, placed_at, id, headline);
CREATE INDEX ix_orders_headline ON orders (shop_id, headline, placed_at, id, fulfilment, headline_at);
CREATE INDEX ix_orders_mend ON orders (shop_id, confirmation, placed_at, id) WHERE phone_problem <> '';
CREATE UNIQUE INDEX ix_orders_number ON orders (shop_id, number);
CREATE INDEX ix_orders_payment ON orders (shop_id, payment, headline, placed_at, id, method);
CREATE INDEX ix_orders_phone ON orders (shop_id, phone_rev);
CREATE INDEX ix_orders_placed ON orders (shop_id, placed_at, id);
CREATE INDEX ix_orders_source ON orders (shop_id, source, placed_at, id);
CREATE INDEX ix_orders_promised ON orders (shop_id, appointment_at, id) WHERE appointment_at IS NOT NULL;
CREATE INDEX ix_orders_queue ON orders (shop_id, lane, due_at, placed_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_orders_ref ON orders (shop_id, ref);
CREATE INDEX ix_orders_retry ON orders (shop_id, next_try_at, id) WHERE confirmation = 'NO_ANSWER';
CREATE INDEX ix_orders_shipping ON orders (shop_id, shipping, placed_at, id, headline, payment, fulfilment)
    WHERE shipping IS NOT NULL;
CREATE INDEX ix_orders_test ON orders (shop_id, placed_at, id) WHERE is_test;
CREATE UNIQUE INDEX ux_orders_claimed ON orders (shop_id, claimed_by) WHERE claimed_by IS NOT NULL;

CREATE TABLE stock_moves (
    shop_id {key} NOT NULL, id {key} NOT NULL, product_id {key} NOT NULL, order_id {key},
    line_id {key}, shipment_id {key}, move TEXT NOT NULL, quantity {number} NOT NULL,
    on_hand_change {number} NOT NULL, reserved_change {number} NOT NULL, reason TEXT NOT NULL,
    by TEXT NOT NULL, at {instant} NOT NULL,
    CONSTRAINT pk_stock_moves PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_stock_moves_product_id FOREIGN KEY (shop_id, product_id) REFERENCES products (shop_id,
        id),
    CONSTRAINT ck_stock_moves_move CHECK (move IN ('RESERVE', 'RELEASE', 'ISSUE', 'RETURN', 'DAMAGED',
        'LOST', 'ADJUST'))
) {clustered};
CREATE INDEX ix_stock_moves_order ON stock_moves (shop_id, order_id);
CREATE INDEX ix_stock_moves_product ON stock_moves (shop_id, product_id);

CREATE TABLE appointments (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, at {instant} NOT NULL,
    wall TEXT NOT NULL, zone TEXT NOT NULL, note TEXT NOT NULL, person_id {key}, person TEXT NOT NULL,
    made_at {instant} NOT NULL, state TEXT NOT NULL,
    CONSTRAINT pk_appointments PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_appointments_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
    CONSTRAINT ck_appointments_state CHECK (state IN ('SET', 'REPLACED', 'CLEARED'))
) {clustered};
CREATE INDEX ix_appointments_order ON appointments (shop_id, order_id);

CREATE TABLE call_attempts (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, person_id {key},
    person TEXT NOT NULL, at {instant} NOT NULL, phone TEXT NOT NULL, outcome TEXT NOT NULL,
    nth {number} NOT NULL, counted {flag} NOT NULL, part TEXT NOT NULL, note TEXT NOT NULL,
    CONSTRAINT pk_call_attempts PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_call_attempts_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id,
        id),
    CONSTRAINT ck_call_attempts_outcome CHECK (outcome IN ('answered', 'no-reply', 'busy', 'off',
        'wrong-number', 'voicemail'))
) {clustered};
CREATE INDEX ix_call_attempts_order ON call_attempts (shop_id, order_id);

CREATE TABLE money (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, method TEXT NOT NULL, amount_minor {number} NOT NULL, gateway TEXT NOT NULL,
    reference TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL, at {instant} NOT NULL,
    CONSTRAINT pk_money PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_money_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
    CONSTRAINT ck_money_state CHECK (state IN ('OPEN', 'FAILED', 'CLOSED', 'DONE', 'TODO')),
    CONSTRAINT ck_money_method CHECK (method IN ('CASH', 'CARD_ON_DELIVERY', 'TRANSFER', 'ONLINE')),
    CONSTRAINT ck_money_kind CHECK (kind IN ('ATTEMPT', 'RECEIVED', 'REFUND'))
) {clustered};
CREATE INDEX ix_money_order ON money (shop_id, order_id);
CREATE UNIQUE INDEX ux_money_reference ON money (shop_id, gateway, reference)
    WHERE reference <> '' AND kind = 'RECEIVED';

CREATE TABLE notes (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, author_id {key},
    author TEXT NOT NULL, at {instant} NOT NULL, text TEXT NOT NULL, edited_at {instant},
    deleted {flag} NOT NULL,
    CONSTRAINT pk_notes PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_notes_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)
) {clustered};
CREATE INDEX ix_notes_order ON notes (shop_id, order_id);

CREATE TABLE order_lines (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, position {number} NOT NULL,
    product_id {key} NOT NULL, sku TEXT NOT NULL, title TEXT NOT NULL, quantity {number} NOT NULL,
    unit_minor {number} NOT NULL, discount_minor {number} NOT NULL,
    CONSTRAINT pk_order_lines PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_order_lines_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
    CONSTRAINT fk_order_lines_product_id FOREIGN KEY (shop_id, product_id) REFERENCES products (shop_id,
        id)
) {clustered};
CREATE INDEX ix_order_lines_order ON order_lines (shop_id, order_id);

CREATE TABLE pins (
    shop_id {key} NOT NULL, order_id {key} NOT NULL, salt {bytes} NOT NULL, hash {bytes} NOT NULL,
    expires_at {instant} NOT NULL, tries_left {number} NOT NULL, used {flag} NOT NULL,
    CONSTRAINT pk_pins PRIMARY KEY (shop_id, order_id),
    CONSTRAINT fk_pins_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)
) {clustered};

CREATE TABLE shipments (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, position {number} NOT NULL,
    status TEXT NOT NULL, destination TEXT NOT NULL, run_by TEXT NOT NULL, courier TEXT NOT NULL,
    waybill TEXT NOT NULL, cash_due_minor {number} NOT NULL, cash TEXT NOT NULL,
    from_import {flag} NOT NULL, created_at {instant} NOT NULL, shipped_at {instant},
    delivered_at {instant}, driver TEXT NOT NULL, tracking TEXT NOT NULL, label TEXT NOT NULL,
    expected_at {instant}, details {json} NOT NULL, attempts {number} NOT NULL, issue TEXT NOT NULL,
    issue_note TEXT NOT NULL, collected_minor {number} NOT NULL, remitted_minor {number} NOT NULL,
    CONSTRAINT pk_shipments PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_shipments_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
    CONSTRAINT ck_shipments_status CHECK (status IN ('CREATED', 'PACKING', 'READY', 'SHIPPED',
        'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'ISSUE', 'DELIVERED', 'PICKED_UP', 'CANCELLED', 'IN_RETURN',
        'RETURNED')),
    CONSTRAINT ck_shipments_run_by CHECK (run_by IN ('STAFF', 'COURIER')),
    CONSTRAINT ck_shipments_destination CHECK (destination IN ('LOCAL', 'INTERNATIONAL', 'PICKUP')),
    CONSTRAINT ck_shipments_cash CHECK (cash IN ('NONE', 'DUE', 'COLLECTED', 'RECONCILED', 'SHORT',
        'WRITTEN_OFF', 'VOID'))
) {plain};
CREATE INDEX ix_shipments_order ON shipments (shop_id, order_id);
CREATE INDEX ix_shipments_waybill ON shipments (shop_id, waybill)
    WHERE waybill <> '';
CREATE INDEX ix_shipments_cash ON shipments (shop_id, cash, courier, delivered_at)
    WHERE cash IN ('DUE', 'COLLECTED', 'SHORT');

CREATE TABLE shipment_lines (
    shop_id {key} NOT NULL, shipment_id {key} NOT NULL, line_id {key} NOT NULL,
    order_id {key} NOT NULL, quantity {number} NOT NULL, back {number} NOT NULL,
    sent_back {number} NOT NULL,
    CONSTRAINT pk_shipment_lines PRIMARY KEY (shop_id, shipment_id, line_id),
    CONSTRAINT fk_shipment_lines_shipment_id FOREIGN KEY (shop_id, shipment_id) REFERENCES shipments
        (shop_id, id)
) {clustered};
CREATE INDEX ix_shipment_lines_order ON shipment_lines (shop_id, order_id);
"""

# Searching by any part of a name: each database has its own way (models/search.py).
NAMES_SQLITE = """
CREATE VIRTUAL TABLE order_names USING fts5(
    text, content='', contentless_delete=1, tokenize='trigram', detail=none)
"""
NAMES_POSTGRESQL = """
CREATE TABLE order_names (
    shop_id UUID NOT NULL, number BIGINT NOT NULL, grams TEXT[] NOT NULL,
    CONSTRAINT pk_order_names PRIMARY KEY (shop_id, number)
);
CREATE INDEX ix_order_names_grams ON order_names USING gin (grams)
"""


def upgrade() -> None:
    """Make every table of a new database."""
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == "sqlite"
    tables = TABLES.format(**of(connection))
    names = NAMES_SQLITE if is_sqlite else NAMES_POSTGRESQL
    for statement in (*tables.split(";\n"), *names.split(";\n")):
        connection.exec_driver_sql(statement.strip().rstrip(";"))
