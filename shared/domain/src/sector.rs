//! The priority sectors (Article 3), in its order.
//! The article ends with "and so on": whether the list is closed is open point O1.

use crate::code::coded;

coded! {
    /// A priority sector of Article 3.
    Sector {
        EnterpriseManagement = "enterprise-management",
        FinanceSecurities = "finance-securities",
        CapitalOperations = "capital-operations",
        TradeLogistics = "trade-logistics",
        ExportOrientedEconomy = "export-oriented-economy",
        TownPlanning = "town-planning",
        LawAndStability = "law-and-stability",
        ModernLivestock = "modern-livestock",
        SpecialtyFarming = "specialty-farming",
        FruitGrowing = "fruit-growing",
        AgroProcessing = "agro-processing",
        Biopharmaceuticals = "biopharmaceuticals",
        Water = "water",
        BuildingMaterials = "building-materials",
        Chemicals = "chemicals",
        LightIndustry = "light-industry",
        NewEnergy = "new-energy",
        NewMaterials = "new-materials",
        BioIndustry = "bio-industry",
        AdvancedEquipment = "advanced-equipment",
        ElectronicsInformation = "electronics-information",
        Tourism = "tourism",
        Environment = "environment",
        PublicityCulture = "publicity-culture",
        ScienceEducationCultureHealth = "science-education-culture-health",
        SocialManagement = "social-management",
        CityManagement = "city-management",
    }
}
