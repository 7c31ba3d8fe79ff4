"""Returns, couriers, refunds, remittances, look-up runs, message settings and tallies.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

from models.migrations.words import of

revision = "0002"
down_revision = "0001"

TABLES = """
CREATE TABLE returns (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, shipment_id {key} NOT NULL,
    line_id {key} NOT NULL, kind TEXT NOT NULL, fit {number} NOT NULL, damaged {number} NOT NULL,
    lost {number} NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at {instant} NOT NULL,
    CONSTRAINT pk_returns PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_returns_shipment_id FOREIGN KEY (shop_id, shipment_id) REFERENCES shipments (shop_id,
        id),
    CONSTRAINT ck_returns_kind CHECK (kind IN ('REFUSED', 'SENT_BACK'))
) {clustered};
CREATE INDEX ix_returns_at ON returns (shop_id, at);
CREATE INDEX ix_returns_order ON returns (shop_id, order_id);

CREATE TABLE couriers (
    shop_id {key} NOT NULL, id {key} NOT NULL, name TEXT NOT NULL, run_by TEXT NOT NULL,
    tracking TEXT NOT NULL, active {flag} NOT NULL, created_at {instant} NOT NULL,
    CONSTRAINT pk_couriers PRIMARY KEY (shop_id, id),
    CONSTRAINT uq_couriers_name UNIQUE (shop_id, name),
    CONSTRAINT ck_couriers_run_by CHECK (run_by IN ('STAFF', 'COURIER'))
) {clustered};

CREATE TABLE courier_exceptions (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key}, shipment_id {key}, courier TEXT NOT NULL,
    waybill TEXT NOT NULL, said TEXT NOT NULL, why TEXT NOT NULL, at {instant} NOT NULL,
    settled_at {instant}, settled_by TEXT NOT NULL,
    CONSTRAINT pk_courier_exceptions PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_courier_exceptions_open ON courier_exceptions (shop_id, at)
    WHERE settled_at IS NULL;

CREATE TABLE refunds (
    shop_id {key} NOT NULL, id {key} NOT NULL, order_id {key} NOT NULL, shipping_minor {number} NOT NULL,
    adjustment_minor {number} NOT NULL, fee_minor {number} NOT NULL, sent_at {instant},
    sent_by TEXT NOT NULL, sent_reference TEXT NOT NULL,
    CONSTRAINT pk_refunds PRIMARY KEY (shop_id, id),
    CONSTRAINT fk_refunds_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id)
) {clustered};
CREATE INDEX ix_refunds_order ON refunds (shop_id, order_id);
CREATE INDEX ix_refunds_to_send ON refunds (shop_id, id)
    WHERE sent_at IS NULL;

CREATE TABLE refund_lines (
    shop_id {key} NOT NULL, refund_id {key} NOT NULL, line_id {key} NOT NULL, order_id {key} NOT NULL,
    quantity {number} NOT NULL, amount_minor {number} NOT NULL,
    CONSTRAINT pk_refund_lines PRIMARY KEY (shop_id, refund_id, line_id),
    CONSTRAINT fk_refund_lines_refund_id FOREIGN KEY (shop_id, refund_id) REFERENCES refunds (shop_id, id)
) {clustered};
CREATE INDEX ix_refund_lines_order ON refund_lines (shop_id, order_id);

CREATE TABLE remittances (
    shop_id {key} NOT NULL, id {key} NOT NULL, courier TEXT NOT NULL, day TEXT NOT NULL,
    reference TEXT NOT NULL, note TEXT NOT NULL, expected_minor {number} NOT NULL,
    received_minor {number} NOT NULL, parcels {number} NOT NULL, by TEXT NOT NULL, at {instant} NOT NULL,
    currency TEXT NOT NULL, fees_minor {number} NOT NULL, finished_at {instant},
    CONSTRAINT pk_remittances PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_remittances_at ON remittances (shop_id, at);
CREATE UNIQUE INDEX ux_remittances_reference ON remittances (shop_id, courier, reference)
    WHERE reference <> '';

CREATE TABLE remittance_lines (
    shop_id {key} NOT NULL, remittance_id {key} NOT NULL, shipment_id {key} NOT NULL,
    order_id {key} NOT NULL, expected_minor {number} NOT NULL, received_minor {number} NOT NULL,
    CONSTRAINT pk_remittance_lines PRIMARY KEY (shop_id, remittance_id, shipment_id),
    CONSTRAINT fk_remittance_lines_remittance_id FOREIGN KEY (shop_id, remittance_id) REFERENCES
        remittances (shop_id, id),
    CONSTRAINT fk_remittance_lines_shipment_id FOREIGN KEY (shop_id, shipment_id) REFERENCES shipments
        (shop_id, id)
) {clustered};
CREATE INDEX ix_remittance_lines_order ON remittance_lines (shop_id, order_id);

CREATE TABLE gateways (
    shop_id {key} NOT NULL, id {key} NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL,
    secret TEXT NOT NULL, active {flag} NOT NULL, created_at {instant} NOT NULL,
    CONSTRAINT pk_gateways PRIMARY KEY (shop_id, id),
    CONSTRAINT uq_gateways_name UNIQUE (shop_id, name)
) {clustered};

CREATE TABLE lookup_runs (
    shop_id {key} NOT NULL, id {key} NOT NULL, gateway TEXT NOT NULL, started_by TEXT NOT NULL,
    started_at {instant} NOT NULL, seen_at {instant} NOT NULL, ended_at {instant},
    looked_at {number} NOT NULL, moved {number} NOT NULL, failed {number} NOT NULL,
    unknown {number} NOT NULL, error TEXT NOT NULL,
    CONSTRAINT pk_lookup_runs PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_lookup_runs_at ON lookup_runs (shop_id, gateway, started_at);
CREATE UNIQUE INDEX ux_lookup_runs_open ON lookup_runs (shop_id, gateway)
    WHERE ended_at IS NULL;

CREATE TABLE lookup_answers (
    shop_id {key} NOT NULL, order_id {key} NOT NULL, gateway TEXT NOT NULL, run_id {key} NOT NULL,
    answered TEXT NOT NULL, detail TEXT NOT NULL, at {instant} NOT NULL, asked_at {instant} NOT NULL,
    trouble TEXT NOT NULL,
    CONSTRAINT pk_lookup_answers PRIMARY KEY (shop_id, order_id),
    CONSTRAINT fk_lookup_answers_order_id FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id),
    CONSTRAINT ck_lookup_answers_answered CHECK (answered IN ('paid', 'failed', 'pending', 'unknown',
        'unusable'))
) {clustered};

CREATE INDEX ix_outbox_given_up ON outbox (shop_id, id) WHERE due_at IS NULL AND sent_at IS NULL;

CREATE TABLE message_settings (
    shop_id {key} NOT NULL, message TEXT NOT NULL, channels TEXT NOT NULL, subject TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_message_settings PRIMARY KEY (shop_id, message)
) {clustered};

CREATE TABLE call_tallies (
    shop_id {key} NOT NULL, day {number} NOT NULL, person_id {key} NOT NULL, hour {number} NOT NULL,
    nth {number} NOT NULL, calls {number} NOT NULL, reached {number} NOT NULL,
    CONSTRAINT pk_call_tallies PRIMARY KEY (shop_id, day, person_id, hour, nth)
) {clustered};

CREATE TABLE step_tallies (
    shop_id {key} NOT NULL, day {number} NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    person_id {key} NOT NULL, source TEXT NOT NULL, orders {number} NOT NULL, stood {number} NOT NULL,
    seconds {number} NOT NULL,
    CONSTRAINT pk_step_tallies PRIMARY KEY (shop_id, day, before, after, person_id, source)
) {clustered};
"""


def upgrade() -> None:
    """Add them."""
    connection = op.get_bind()
    for statement in TABLES.format(**of(connection)).split(";\n"):
        connection.exec_driver_sql(statement.strip().rstrip(";"))
