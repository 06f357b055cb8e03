"""From what somebody asks to a sample that can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.data.sample import Plan, Sample, SampleRequest
from engine.sampling.draw import Population, draw
from engine.sampling.iso2859 import Inspection, standard_plan
from engine.sampling.plan import plan_for


@dataclass(frozen=True, slots=True)
class Made:
    """When, by whom and from what a sample is drawn; fields as in `Sample`."""

    seed: int
    journal: int
    at: datetime
    author: str


def plan_of(request: SampleRequest, population: int) -> Plan:
    """The plan that somebody asks for, of so many units.

    Raises
    ------
    UserError
        There is no such plan.
    """
    if request.aql is None:
        return plan_for(request.unit, request.refuse_rate, request.risk, population, accept=request.accept)
    inspection = Inspection.TIGHTENED if request.tightened else Inspection.NORMAL
    return standard_plan(
        request.unit,
        population,
        request.aql,
        level=request.level,
        inspection=inspection,
        risk=request.risk,
    )


def new_sample(population: Population, request: SampleRequest, made: Made) -> Sample:
    """Plan and draw a sample.

    Raises
    ------
    UserError
        There is no such plan, or nothing to draw.
    """
    plan = plan_of(request, len(population))
    drawn = draw(population, plan, made.seed, stratified=request.stratified)
    return Sample(
        0,
        made.seed,
        plan,
        drawn.strata,
        drawn.class_sizes,
        drawn.units,
        int(population.put_right.sum()),
        made.journal,
        made.at,
        made.author,
    )
